/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.source;

/** Reads the data files that programs name; the compiler itself never touches a file system. */
@FunctionalInterface
public interface DataProvider {
  /** Has no files: for a program that is only a text. */
  DataProvider NONE = (program, path) -> new Answer.Refused("the program is a text without a folder");

  /**
   * The file that a program names.
   *
   * @param program where the path is written
   * @param path relative to the folder of the program's file, with {@code /} between names
   */
  Answer read(Source program, String path);

  /** What came of reading a file. */
  sealed interface Answer {
    /** Its text, under the name that diagnostics show. */
    record Found(Source data) implements Answer {}

    /**
     * It is not there or not read.
     *
     * @param reason to stand alone: {@code there is no such file}
     */
    record Refused(String reason) implements Answer {}
  }
}
