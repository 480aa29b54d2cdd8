/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;

/** A callee applied to arguments; its results are {@link Expr.Output} nodes. Shared by the {@link ExprBuilder} as nodes are. */
public final class Call {
  private final int id;
  private final Callee callee;
  private final List<Expr> arguments;

  Call(int id, Callee callee, List<Expr> arguments) {
    if (arguments.size() != callee.inputCount()) {
      throw new IllegalArgumentException(
          callee.name() + " takes " + callee.inputCount() + " arguments, not " + arguments.size());
    }
    for (Expr argument : arguments) {
      if (argument.type() != Type.REAL) {
        throw new IllegalArgumentException(
            "argument " + argument + " of " + callee.name() + " is a " + argument.type());
      }
    }
    this.id = id;
    this.callee = callee;
    this.arguments = List.copyOf(arguments);
  }

  /** Unique among the calls of a builder; calls made later have larger ids. */
  public int id() {
    return id;
  }

  public Callee callee() {
    return callee;
  }

  public List<Expr> arguments() {
    return arguments;
  }
}
