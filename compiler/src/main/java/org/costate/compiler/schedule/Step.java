/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.TableLookup;

/** One thing to do. Constants and most inputs need no step: they are used where they stand. */
public sealed interface Step {
  /** The nodes whose values the step itself needs; what the sides of a branch need is not among them. */
  default List<Expr> reads() {
    return List.of();
  }

  /** The node that gets its value here. */
  default Optional<Expr> defines() {
    return Optional.empty();
  }

  /** A node that tells where in the source the step comes from, if there is one. */
  default Optional<Expr> origin() {
    return Optional.empty();
  }

  /** An elementary operation. */
  record Compute(Expr.Apply node) implements Step {
    @Override
    public List<Expr> reads() {
      return node.operands();
    }

    @Override
    public Optional<Expr> defines() {
      return Optional.of(node);
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(node);
    }
  }

  /** Takes an input into a value of its own, before its array is overwritten. */
  record Read(Expr.Symbol symbol) implements Step {
    @Override
    public Optional<Expr> defines() {
      return Optional.of(symbol);
    }
  }

  /** Writes an argument to where the callee reads it. */
  record Pass(Expr value, int slot, Expr.Output result) implements Step {
    @Override
    public List<Expr> reads() {
      return List.of(value);
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(result);
    }
  }

  /** Runs a callee on the arguments passed. */
  record Invoke(Target target, Expr.Output result) implements Step {
    @Override
    public Optional<Expr> origin() {
      return Optional.of(result);
    }
  }

  /** What an {@link Invoke} runs; the numbers are indices of the workspace and sizes. */
  sealed interface Target {
    /** A function of the same class, in its own frame. */
    record Function(GraphFunction function) implements Target {}

    /**
     * The Newton kernel: the unknowns [n] at {@code unknownsAt}, among the inputs of {@code system}, become the solution; its outputs are
     * at {@code outputsAt}, the kernel's memory at {@code memoryAt}.
     */
    record Newton(GraphFunction system, int n, int unknownsAt, int outputsAt, int memoryAt) implements Target {}

    /** The LU kernel: the matrix [n x n] at {@code at} becomes its factors, the pivot rows go to {@code pivotAt}. */
    record Factor(int at, int n, int pivotAt) implements Target {}

    /** The triangular solves: b [n] at {@code bAt} becomes x. */
    record Solve(int luAt, int n, int pivotAt, int bAt, boolean transposed) implements Target {}

    /** The LDL kernel: the lower triangle [n (n + 1) / 2] at {@code at} becomes its factors. */
    record FactorSymmetric(int at, int n) implements Target {}

    /** The solve with those factors: b [n] at {@code bAt} becomes x. */
    record SolveSymmetric(int ldlAt, int n, int bAt) implements Target {}

    /** A product of the two matrices at {@code at}, which goes to {@code productAt}. */
    record Multiply(MatrixProduct product, int at, int productAt) implements Target {}

    /** A table: its arguments are at {@code at}, its value comes behind them. */
    record Look(TableLookup lookup, int at) implements Target {}
  }

  /** Takes a result out of a callee's frame, which the next call overwrites. */
  record Fetch(Expr.Output node, int slot) implements Step {
    @Override
    public Optional<Expr> defines() {
      return Optional.of(node);
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(node);
    }
  }

  /** Gives a choice its value on one side of its branch. */
  record Assign(Expr.Choose choose, boolean side) implements Step {
    @Override
    public List<Expr> reads() {
      return List.of(side ? choose.whenTrue() : choose.whenFalse());
    }

    @Override
    public Optional<Expr> defines() {
      return Optional.of(choose);
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(choose);
    }
  }

  /** Writes a result. */
  record Write(Location to, Expr value) implements Step {
    @Override
    public List<Expr> reads() {
      return List.of(value);
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(value);
    }
  }

  /** Does one of two lists; decides all choices that are assigned directly in them. */
  record Branch(Expr condition, List<Step> whenTrue, List<Step> whenFalse, Expr.Choose decided) implements Step {
    public Branch {
      whenTrue = List.copyOf(whenTrue);
      whenFalse = List.copyOf(whenFalse);
    }

    /** A comparison is made by the jump itself and needs no value. */
    @Override
    public List<Expr> reads() {
      return conditionReads(condition);
    }

    static List<Expr> conditionReads(Expr condition) {
      return comparison(condition).map(Expr.Apply::operands).orElse(List.of(condition));
    }

    /** The condition, if it is a comparison of numbers. */
    public static Optional<Expr.Apply> comparison(Expr condition) {
      return condition instanceof Expr.Apply a && a.op().truth() && !a.op().logical() ? Optional.of(a)
          : Optional.empty();
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(decided);
    }
  }

  /** Runs another method of the same routine. */
  record Run(Section section) implements Step {}

  /** The number that the routine's main method returns; always its last step. */
  record Return(Expr value) implements Step {
    @Override
    public List<Expr> reads() {
      return List.of(value);
    }

    @Override
    public Optional<Expr> origin() {
      return Optional.of(value);
    }
  }
}
