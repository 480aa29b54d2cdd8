/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Objects;
import org.costate.compiler.ops.Op;

/**
 * A scalar node of the graph. Made only by an {@link ExprBuilder}, which shares equal nodes; hence equality is identity, whatever the depth
 * of the graph.
 */
public abstract sealed class Expr {
  private final int id;
  private final Type type;

  private Expr(int id, Type type) {
    this.id = id;
    this.type = type;
  }

  /** Unique in its builder and larger than the ids of the operands. */
  public final int id() {
    return id;
  }

  public final Type type() {
    return type;
  }

  /** The nodes that this one is computed from, in order. */
  public abstract List<Expr> operands();

  /** Nodes that are made together lie together in a map, and a map's order is that in which they were made. */
  @Override
  public final int hashCode() {
    return id;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  /** Shallow, so that printing a node of a deep graph is safe. */
  @Override
  public String toString() {
    return "%" + id;
  }

  /** A number known at compile time. */
  public static final class Constant extends Expr {
    private final double value;

    Constant(int id, double value) {
      super(id, Type.REAL);
      this.value = value;
    }

    public double value() {
      return value;
    }

    @Override
    public List<Expr> operands() {
      return List.of();
    }

    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  /** A truth value known at compile time. */
  public static final class Truth extends Expr {
    private final boolean value;

    Truth(int id, boolean value) {
      super(id, Type.TRUTH);
      this.value = value;
    }

    public boolean value() {
      return value;
    }

    @Override
    public List<Expr> operands() {
      return List.of();
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** An input. Symbols are never shared: two of the same name are two inputs. */
  public static final class Symbol extends Expr {
    private final String name;

    Symbol(int id, String name) {
      super(id, Type.REAL);
      this.name = Objects.requireNonNull(name);
    }

    public String name() {
      return name;
    }

    @Override
    public List<Expr> operands() {
      return List.of();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** An elementary operation. */
  public static final class Apply extends Expr {
    private final Op op;
    private final List<Expr> operands;

    Apply(int id, Op op, List<Expr> operands) {
      super(id, op.truth() ? Type.TRUTH : Type.REAL);
      if (operands.size() != op.arity()) {
        throw new IllegalArgumentException(op + " of " + operands.size() + " operands");
      }
      Type wanted = op.logical() ? Type.TRUTH : Type.REAL;
      for (Expr operand : operands) {
        if (operand.type() != wanted) {
          throw new IllegalArgumentException(op + " of a " + operand.type());
        }
      }
      this.op = op;
      this.operands = List.copyOf(operands);
    }

    public Op op() {
      return op;
    }

    @Override
    public List<Expr> operands() {
      return operands;
    }

    /** The first operand. */
    public Expr a() {
      return operands.getFirst();
    }

    /** The second operand, the first of one. */
    public Expr b() {
      return operands.get(Math.min(1, operands.size() - 1));
    }

    /** The last operand. */
    public Expr c() {
      return operands.getLast();
    }
  }

  /** One of two reals; only the chosen side is evaluated. */
  public static final class Choose extends Expr {
    private final List<Expr> operands;

    Choose(int id, Expr condition, Expr whenTrue, Expr whenFalse) {
      super(id, whenTrue.type());
      if (condition.type() != Type.TRUTH || whenTrue.type() != whenFalse.type()) {
        throw new IllegalArgumentException(
            "choose of " + condition.type() + ", " + whenTrue.type() + ", " + whenFalse.type());
      }
      this.operands = List.of(condition, whenTrue, whenFalse);
    }

    public Expr condition() {
      return operands.get(0);
    }

    public Expr whenTrue() {
      return operands.get(1);
    }

    public Expr whenFalse() {
      return operands.get(2);
    }

    @Override
    public List<Expr> operands() {
      return operands;
    }
  }

  /** One result of a call. Outputs of equal calls are the same node. */
  public static final class Output extends Expr {
    private final Call call;
    private final int index;

    Output(int id, Call call, int index) {
      super(id, Type.REAL);
      Objects.checkIndex(index, call.callee().outputCount());
      this.call = call;
      this.index = index;
    }

    public Call call() {
      return call;
    }

    public int index() {
      return index;
    }

    @Override
    public List<Expr> operands() {
      return call.arguments();
    }
  }
}
