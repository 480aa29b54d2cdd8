/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A piece of C that exported functions call: an operation that the library of C does not have in the same meaning, or a kernel of the runtime with
 * the same operations in the same order. Each is a file beside this class; constants stand below what they need.
 */
enum Kernel {
  SIGN,
  MINIMUM,
  MAXIMUM,
  MODULO,
  POWER,
  LU_FACTOR,
  LU_EXCHANGE,
  LU_SOLVE(LU_EXCHANGE),
  LU_SOLVE_TRANSPOSED(LU_EXCHANGE),
  LDL_FACTOR,
  LDL_SOLVE,
  MULTIPLY,
  NEWTON(LU_FACTOR, LU_EXCHANGE, LU_SOLVE),
  SPLINE,
  SPLINE1(SPLINE),
  SPLINE2(SPLINE);

  private final List<Kernel> needs;

  Kernel(Kernel... needs) {
    this.needs = List.of(needs);
  }

  /** All that it calls. */
  List<Kernel> needs() {
    return needs;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its definition, without the first line of the file, which is the notice of its licence. */
  String text() {
    String file = word() + ".c";
    try (InputStream in = Kernel.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the compiler has no resource " + file);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
