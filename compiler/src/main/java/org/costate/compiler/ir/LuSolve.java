/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * x with A x = b, or A' x = b if transposed. Inputs: the outputs of {@link LuFactor} of A [n n + n], A itself [n x n], then b [n]. The
 * value comes from the factors; A is an input for the derivative rule dx = A^-1 (db - dA x), whose solves share the factors.
 */
public record LuSolve(int n, boolean transposed) implements Callee {
  @Override
  public String name() {
    return transposed ? "luSolveTransposed" + n : "luSolve" + n;
  }

  /** Where A begins among the inputs. */
  public int matrixAt() {
    return n * n + n;
  }

  /** Where b begins among the inputs. */
  public int rightSideAt() {
    return 2 * n * n + n;
  }

  @Override
  public int inputCount() {
    return 2 * n * n + 2 * n;
  }

  @Override
  public int outputCount() {
    return n;
  }
}
