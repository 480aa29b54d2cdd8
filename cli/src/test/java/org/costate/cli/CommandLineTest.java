/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands in this process, in a folder of its own. */
abstract class CommandLineTest {
  /** Linear-quadratic, solved in one iteration. */
  static final String REACH = """
      problem Reach {
        const n = 5;
        param goal = 1;
        param W[2, 2] = [1, 1; 1, 1];
        state x;
        state v[2];
        control u in [-10, 10];
        dynamics { next(x) = x + u; next(v) = v; }
        horizon n steps n;
        start x = 0, v = [0, 0];
        minimize { running effort: 1e-3*u^2*W[1, 1]; terminal there: (x - goal)^2; }
      }
      solve Reach using ilqr { expect abs(final(x) - goal) <= 0.01; }
      """;

  @TempDir
  Path folder;

  /** What a command printed and answered. */
  record Outcome(int code, String out, String err) {}

  static Outcome run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(args, new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8));
    return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The same with a standard input. */
  static Outcome withInput(String text, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(args);
    } finally {
      System.setIn(before);
    }
  }

  /** The path of a new file. */
  String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
