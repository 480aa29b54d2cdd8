/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.measure;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that the benchmarks run in. */
public final class Tree {
  private Tree() {}

  /** The nearest folder, from the current one upwards, that holds {@code benchmarks/problems}. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("benchmarks/problems"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the source tree: no folder above holds benchmarks/problems");
      }
    }
    return folder;
  }

  public static Path problem(String name) {
    return root().resolve("benchmarks/problems").resolve(name + ".ctl");
  }

  public static Path reference(String name) {
    return root().resolve("benchmarks/reference").resolve(name + ".csv");
  }
}
