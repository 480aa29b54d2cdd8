/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * What a {@link Call} evaluates: several numbers from several numbers, as one unit with its own derivative rule. All arguments and outputs
 * are reals. Calls of equal callees with the same arguments are shared; two {@link GraphFunction}s are equal only if they are the same object.
 */
public sealed interface Callee permits GraphFunction, Factorization, LinearSolve, TableLookup {
  String name();

  int inputCount();

  int outputCount();
}
