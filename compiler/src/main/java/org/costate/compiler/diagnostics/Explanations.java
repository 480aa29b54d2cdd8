/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The pages of docs/diagnostics, which the build puts on the class path: for each code a wrong and a right program. */
public final class Explanations {
  private Explanations() {}

  /** The page of {@code code} as Markdown, or nothing if it has none. */
  public static Optional<String> page(Code code) {
    try (InputStream page = Explanations.class.getResourceAsStream("/org/costate/diagnostics/" + code + ".md")) {
      return page == null ? Optional.empty() : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the page of " + code + " cannot be read", e);
    }
  }
}
