/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.ops.Algebra;
import org.costate.compiler.ops.NumberAlgebra;
import org.costate.compiler.ops.Op;
import org.costate.compiler.source.Span;
import org.costate.runtime.network.Tensor;

/**
 * A number in a function that a policy calls, before it becomes a tensor. The whole formula is kept, for an operation is made differently where an
 * {@code if} may not want it ({@link NetworkOperations}).
 */
sealed interface NetworkScalar {
  /** One number for each sample, or for all. */
  record Given(Tensor tensor) implements NetworkScalar {}

  record Known(double value) implements NetworkScalar {}

  /** @param b is {@code a} again for an operation on one number */
  record Applied(Op op, NetworkScalar a, NetworkScalar b, Span place) implements NetworkScalar {}

  record Chosen(NetworkScalar condition, NetworkScalar whenTrue, NetworkScalar whenFalse) implements NetworkScalar {}

  /** Calculates with what is known, and notes the rest with its place. */
  final class Arithmetic implements Algebra<NetworkScalar> {
    private Span place;

    /** The next operations come from this place. */
    void at(Span next) {
      place = next;
    }

    Span place() {
      return place;
    }

    @Override
    public NetworkScalar constant(double value) {
      return new Known(value);
    }

    @Override
    public NetworkScalar truth(boolean value) {
      return constant(NumberAlgebra.INSTANCE.truth(value));
    }

    @Override
    public NetworkScalar apply(Op op, NetworkScalar a) {
      return a instanceof Known x ? constant(NumberAlgebra.INSTANCE.apply(op, x.value)) : new Applied(op, a, a, place);
    }

    @Override
    public NetworkScalar apply(Op op, NetworkScalar a, NetworkScalar b) {
      return a instanceof Known x && b instanceof Known y
          ? constant(NumberAlgebra.INSTANCE.apply(op, x.value, y.value))
          : new Applied(op, a, b, place);
    }

    @Override
    public NetworkScalar choose(NetworkScalar condition, NetworkScalar whenTrue, NetworkScalar whenFalse) {
      return condition instanceof Known known
          ? known.value != 0 ? whenTrue : whenFalse
          : new Chosen(condition, whenTrue, whenFalse);
    }
  }
}
