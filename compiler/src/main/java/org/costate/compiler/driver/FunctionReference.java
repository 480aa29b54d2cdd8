/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.Arrays;
import java.util.List;
import org.costate.compiler.check.Builtin;

/**
 * A function of the language, for the manual.
 *
 * @param signature how it is called, with shapes
 * @param doc one line
 */
public record FunctionReference(String name, String signature, String doc) {
  /** All of them, those that belong together next to each other. */
  public static List<FunctionReference> all() {
    return Arrays.stream(Builtin.values()).map(b -> new FunctionReference(b.word(), b.signature(), b.doc())).toList();
  }
}
