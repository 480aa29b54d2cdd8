/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/**
 * The y near a guess with residual(y, p) = 0, by damped Newton iteration at run time. Inputs: the guess of y [n], then p. Outputs: y [n],
 * all NaN where no solution is found.
 *
 * <p>The derivative follows from the implicit function theorem, dy = -(dr/dy)^-1 (dr/dp) dp at the solution; in the guess it is zero.
 *
 * @param residual of the inputs y, then p: n outputs; what derivatives are taken of
 * @param system of the same inputs: the residual [n], then dr/dy [n x n] row-major; what is evaluated
 */
public record ImplicitSolve(GraphFunction residual, GraphFunction system) implements Callee {
  public ImplicitSolve {
    int n = residual.outputCount();
    if (n == 0 || n > residual.inputCount() || system.outputCount() != n + n * n
        || !system.inputs().equals(residual.inputs())) {
      throw new IllegalArgumentException(residual.name() + " has " + n + " equations, its system "
          + system.outputCount() + " outputs of " + system.inputCount() + " inputs");
    }
  }

  /** How many unknowns and equations. */
  public int n() {
    return residual.outputCount();
  }

  /** The same solution, found with another function of the same values. */
  public ImplicitSolve with(GraphFunction sameSystem) {
    return sameSystem == system ? this : new ImplicitSolve(residual, sameSystem);
  }

  @Override
  public String name() {
    return "solution of " + residual.name();
  }

  @Override
  public int inputCount() {
    return residual.inputCount();
  }

  @Override
  public int outputCount() {
    return n();
  }
}
