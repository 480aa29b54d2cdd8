/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Solution;

/** Compiles to a jar, as {@code costate compile} does, and solves from it for many values: nothing is compiled again. */
public final class CompiledOnce {
  private CompiledOnce() {}

  public static void main(String[] args) throws IOException {
    Path jar = Files.createTempDirectory("costate").resolve("lqr.jar");
    Costate.load(Path.of("lqr/lqr.ctl")).save(jar);
    Problem lqr = Costate.load(jar).problem();
    for (double place = 1; place <= 3; place++) {
      Solution solution = lqr.start("x", place, 0).solve();
      System.out.printf(Locale.ROOT, "from %.0f: cost %.3f%n", place, solution.objective());
    }
    Files.delete(jar);
    Files.delete(jar.getParent());
  }
}
