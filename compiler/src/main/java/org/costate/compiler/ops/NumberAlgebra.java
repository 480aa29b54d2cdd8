/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ops;

/** Plain doubles: the meaning of every operation. */
public enum NumberAlgebra implements Algebra<Double> {
  INSTANCE;

  @Override
  public Double constant(double value) {
    return value;
  }

  @Override
  public Double truth(boolean value) {
    return value ? 1.0 : 0.0;
  }

  @Override
  public Double apply(Op op, Double a) {
    return op.value(a, 0);
  }

  @Override
  public Double apply(Op op, Double a, Double b) {
    return op.value(a, b);
  }

  @Override
  public Double choose(Double condition, Double whenTrue, Double whenFalse) {
    return condition != 0 ? whenTrue : whenFalse;
  }
}
