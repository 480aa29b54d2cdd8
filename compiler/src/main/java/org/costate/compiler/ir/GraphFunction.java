/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Objects;

/**
 * A function given by a graph of its own: outputs in terms of its input symbols and nothing else. Its name is for dumps and for the
 * generated method; it need not be unique.
 */
public final class GraphFunction implements Callee {
  private final String name;
  private final List<Expr.Symbol> inputs;
  private final List<Expr> outputs;

  public GraphFunction(String name, List<Expr.Symbol> inputs, List<Expr> outputs) {
    this.name = Objects.requireNonNull(name);
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    for (Expr output : outputs) {
      if (output.type() != Type.REAL) {
        throw new IllegalArgumentException("output " + output + " of " + name + " is a " + output.type());
      }
    }
    for (Expr free : Graph.of(outputs).symbols()) {
      if (!this.inputs.contains(free)) {
        throw new IllegalArgumentException(name + " uses `" + free + "`, which is not one of its inputs");
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  public List<Expr.Symbol> inputs() {
    return inputs;
  }

  public List<Expr> outputs() {
    return outputs;
  }

  @Override
  public int inputCount() {
    return inputs.size();
  }

  @Override
  public int outputCount() {
    return outputs.size();
  }

  @Override
  public String toString() {
    return name;
  }
}
