/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

/**
 * Every diagnostic has a code: E01 syntax, E02 names, E03 shapes, E04 units, E05 model, E06 derivatives, E07 time, E08 policy and runs,
 * E09 limits, W lint, R run time. Each code has a page in docs/diagnostics, which {@code costate explain} prints.
 */
public enum Code {
  E0101("a token is missing or out of place"),
  E0102("a block is not closed"),
  E0103("a product needs `*`"),
  E0104("a text or comment is not closed, or holds a character that no token starts with"),
  E0105("an operator or word of another language"),
  E0106("a keyword stands where a name is needed"),
  E0107("`=` and `==` are mixed up"),
  E0108("a number is too large"),
  E0201("a name is not declared"),
  E0203("a name is declared twice"),
  E0301("shapes do not fit"),
  E0302("a function is called with the wrong number of arguments"),
  E0901("this part of the language is not built yet"),
  E0902("a program is larger than its limits"),
  R0902("a number became infinite or not a number during a solve");

  private final String title;

  Code(String title) {
    this.title = title;
  }

  /** One sentence, without a final stop. */
  public String title() {
    return title;
  }

  public Severity severity() {
    return name().charAt(0) == 'W' ? Severity.WARNING : Severity.ERROR;
  }
}
