/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.costate.compiler.diagnostics.Diagnostic;

/** Where everything begins: from a file or a text to problems that can be solved. */
public final class Costate {
  private Costate() {}

  /**
   * Loads a program: compiles a {@code .ctl} file with the modules that it imports, from the standard library and from its
   * {@link ProjectFolder}, or loads a jar that {@code costate compile} wrote.
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
   * @param constants value by the name of a {@code const}, with the name of its module in front if it is not the file's own,
   *     {@code plants.chain.n}; must be empty for a jar, whose constants are fixed
   */
  public static Problems load(Path file, Map<String, Double> constants) throws IOException {
    return load(file, constants, Rounding.EACH);
  }

  /**
   * Loads a program with other values for some of its constants.
   *
   * @param rounding of the functions; that of a jar was chosen when it was compiled, and this is ignored
   */
  public static Problems load(Path file, Map<String, Double> constants, Rounding rounding) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".jar")) {
      return FromSource.load(file, constants, rounding);
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
   * Compiles a text, which can import modules of the standard library only.
   *
   * @param name what diagnostics call it
   * @throws CompilationException if the program is wrong
   */
  public static Problems compile(String name, String text) {
    return compile(name, text, Map.of());
  }

  /** Compiles a text with other values for some of its constants. */
  public static Problems compile(String name, String text, Map<String, Double> constants) {
    return FromSource.compile(name, text, constants);
  }

  /**
   * Compiles a text as if it stood in a file, which need not be there: an editor's, for example.
   *
   * @param file what diagnostics call it; it says where the modules are that the text imports
   */
  public static Problems compile(Path file, String text, Map<String, Double> constants) {
    return FromSource.compile(file, text, constants);
  }

  /**
   * Finds what {@link #load} has to say about a {@code .ctl} file, in half of the time, as nothing is made that can be solved.
   *
   * @param constants as there
   * @return its warnings
   * @throws IOException if the file cannot be read
   * @throws CompilationException if the program is wrong
   */
  public static List<Diagnostic> check(Path file, Map<String, Double> constants) throws IOException {
    return FromSource.check(file, constants);
  }

  /** Finds what {@link #compile(String, String, Map)} has to say about a text. */
  public static List<Diagnostic> check(String name, String text, Map<String, Double> constants) {
    return FromSource.check(name, text, constants);
  }

  /** Finds what {@link #compile(Path, String, Map)} has to say about a text as if it stood in a file. */
  public static List<Diagnostic> check(Path file, String text, Map<String, Double> constants) {
    return FromSource.check(file, text, constants);
  }
}
