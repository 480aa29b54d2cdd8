/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.runtime.network.Tensor;

/** Words for the shapes of a network, and what is said where one does not fit (E0808). */
final class NetworkShapes {
  private NetworkShapes() {}

  /** As the language writes it, {@code [4]}; a number is {@code number}. */
  static String text(Tensor tensor) {
    List<Integer> sizes = tensor.shape().sizes();
    return sizes.isEmpty() ? "number" : sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  /** To stand in a sentence: {@code a number}, {@code a [4]}. */
  static String describe(Tensor tensor) {
    return "a " + text(tensor);
  }

  static boolean number(Tensor tensor) {
    return tensor.shape().sizes().isEmpty();
  }

  static boolean vector(Tensor tensor) {
    return tensor.shape().sizes().size() == 1;
  }

  static boolean image(Tensor tensor) {
    return tensor.shape().sizes().size() == 3;
  }

  /** @param what the layer, {@code wanted} what it takes */
  static Diagnostic.Builder unfit(Expression place, String what, String wanted, Tensor found) {
    return Diagnostic
        .at(Code.E0808, place.span(), "`" + what + "` takes " + wanted + ", but this is " + describe(found))
        .label(describe(found));
  }
}
