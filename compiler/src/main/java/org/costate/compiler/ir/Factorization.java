/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * The factors of a matrix. Its outputs are only for a {@link LinearSolve}, whose derivative rule goes through the matrix itself, so they are
 * never differentiated.
 */
public sealed interface Factorization extends Callee permits LuFactor, LdlFactor {
  /** The matrix is [n x n]. */
  int n();
}
