/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.Optional;

/**
 * What a {@link Call} evaluates: several numbers from several numbers, as one unit with its own derivative rule. All arguments and outputs
 * are reals. Calls of equal callees with the same arguments are shared; two {@link GraphFunction}s are equal only if they are the same object.
 */
public sealed interface Callee permits GraphFunction, ImplicitSolve, Factorization, LinearSolve, MatrixProduct,
    TableLookup {
  String name();

  int inputCount();

  int outputCount();

  /** The function that is run to evaluate it, once or repeatedly; empty for what a kernel does alone. */
  default Optional<GraphFunction> runs() {
    return switch (this) {
      case GraphFunction function -> Optional.of(function);
      case ImplicitSolve solve -> Optional.of(solve.system());
      case Factorization factors -> Optional.empty();
      case LinearSolve solve -> Optional.empty();
      case MatrixProduct product -> Optional.empty();
      case TableLookup lookup -> Optional.empty();
    };
  }
}
