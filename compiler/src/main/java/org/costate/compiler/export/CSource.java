/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.costate.runtime.file.AtomicFile;

/**
 * The functions of one problem in C99.
 *
 * @param prefix what every name in it begins with, before an underscore
 * @param header the declarations, {@code source} the definitions, which include the header
 */
public record CSource(String prefix, String header, String source) {
  private static final String ENDING = ".c";

  /**
   * The header's file name for a source file, which it includes.
   *
   * @throws IllegalArgumentException if the name does not end in {@code .c}
   */
  public static String headerName(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(ENDING) || name.length() == ENDING.length() || name.indexOf('"') >= 0) {
      throw new IllegalArgumentException(file + " is no name of a C file: it must end in .c");
    }
    return name.substring(0, name.length() - ENDING.length()) + ".h";
  }

  /** Writes the source to {@code file} and the header beside it; each appears complete or not at all. */
  public void write(Path file) throws IOException {
    AtomicFile.checkPlace(file);
    AtomicFile.write(file.resolveSibling(headerName(file)), out -> out.write(header.getBytes(StandardCharsets.UTF_8)));
    AtomicFile.write(file, out -> out.write(source.getBytes(StandardCharsets.UTF_8)));
  }
}
