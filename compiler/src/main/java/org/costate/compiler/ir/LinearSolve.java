/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * The x with A x = b from the factors of A. Inputs: all outputs of {@link #factorization}, the elements of A as that takes them, then b [n].
 * The value comes from the factors; A is an input for the derivative rule dx = A^-1 (db - dA x), whose solves share the factors.
 */
public sealed interface LinearSolve extends Callee permits LuSolve, LdlSolve, SymmetricSolve {
  int n();

  Factorization factorization();

  /** The place of A_ij, counted from 0, among the inputs; places may be shared. */
  int elementAt(int i, int j);

  /** The solve with A' in place of A, by the same factors: the adjoint of b from the adjoint of x. */
  LinearSolve transpose();

  /** Where A begins among the inputs. */
  default int matrixAt() {
    return factorization().outputCount();
  }

  /** Where b begins among the inputs. */
  default int rightSideAt() {
    return matrixAt() + factorization().inputCount();
  }

  @Override
  default int inputCount() {
    return rightSideAt() + n();
  }

  @Override
  default int outputCount() {
    return n();
  }
}
