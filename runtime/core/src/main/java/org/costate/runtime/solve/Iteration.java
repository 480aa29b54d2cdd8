/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/** What an iteration did. One object is reused for all iterations of a solve: read what you need before returning. */
public final class Iteration {
  /** Counts from 1. */
  public int number;

  /** After the step. */
  public double cost;

  /**
   * What the step lowered, before it minus after it: the cost, with a method's own terms for what must hold beside it. Not negative but for
   * the last steps of a method that makes a gradient small and knows that the cost cannot tell them any more.
   */
  public double actualReduction;

  /** What the quadratic model promised for the step taken. */
  public double expectedReduction;

  /** The step length alpha; 0 where no step was accepted. */
  public double stepSize;

  /** What was added to the diagonal of the Hessian. */
  public double regularization;

  /** Before the step: the largest entry of the projected gradient. */
  public double gradientNorm;

  /** Before the step: the largest violation of an equation or inequality, scaled as the method scales them; 0 for methods that keep none. */
  public double violation;

  /** The barrier parameter mu of an interior-point method, 0 for others. */
  public double barrier;

  /** The largest penalty of a constraint of an augmented Lagrangian, 0 for other methods. */
  public double penalty;
}
