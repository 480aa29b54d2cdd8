/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.completion;

import java.util.List;

/** What can stand at a place of the command line. */
public sealed interface Completion {
  /** Nothing that could be known. */
  record Anything() implements Completion {}

  /** One of a few words. */
  record Words(List<String> words) implements Completion {
    public Words {
      words = List.copyOf(words);
    }
  }

  /**
   * A file.
   *
   * @param endings of names, with their dots; empty for any file
   */
  record Files(List<String> endings) implements Completion {
    public Files {
      endings = List.copyOf(endings);
    }
  }

  record Folders() implements Completion {}

  /**
   * A name that the program before it declares, a program being a word that ends with {@code .ctl}.
   *
   * @param keywords one of which stands before the name, joined with |
   * @param suffix comes behind it
   */
  record Names(String keywords, String suffix) implements Completion {}
}
