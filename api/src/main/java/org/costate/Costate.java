/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Where everything begins: from a file or a text to problems that can be solved. */
public final class Costate {
  private Costate() {}

  /**
   * Loads a program: compiles a {@code .ctl} file, or loads a jar that {@code costate compile} wrote.
   *
   * @throws IOException if the file cannot be read
   * @throws CompilationException if the program is wrong
   */
  public static Problems load(Path file) throws IOException {
    return load(file, Map.of());
  }

  /**
   * Loads a program with other values for some of its constants, sizes for example.
   *
   * @param constants value by the name of a {@code const}; must be empty for a jar, whose constants are fixed
   */
  public static Problems load(Path file, Map<String, Double> constants) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
      return FromSource.compile(SourceFiles.read(file), constants);
    }
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory, not a jar");
    }
    if (!constants.isEmpty()) {
      throw new IllegalArgumentException("constants of " + file + " are compiled in: " + constants.keySet());
    }
    return FromArtifact.load(file);
  }

  /**
   * Compiles a text.
   *
   * @param name what diagnostics call it
   * @throws CompilationException if the program is wrong
   */
  public static Problems compile(String name, String text) {
    return compile(name, text, Map.of());
  }

  /** Compiles a text with other values for some of its constants. */
  public static Problems compile(String name, String text, Map<String, Double> constants) {
    return FromSource.compile(new org.costate.compiler.source.Source(name, text), constants);
  }
}
