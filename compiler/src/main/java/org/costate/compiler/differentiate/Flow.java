/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.TableLookup;
import org.costate.compiler.ir.Type;
import org.costate.compiler.ops.Op;

/** Through which operands of a node derivatives flow. */
final class Flow {
  private Flow() {}

  /** The operands that a derivative of {@code node} can depend on: none of a flat operation, not the condition of a choice. */
  static List<Expr> operands(Expr node) {
    return switch (node) {
      case Expr.Constant constant -> List.of();
      case Expr.Truth truth -> List.of();
      case Expr.Symbol symbol -> List.of();
      case Expr.Apply apply -> apply.op().flat() ? List.of() : apply.operands();
      case Expr.Choose choose ->
        choose.type() == Type.TRUTH
            ? List.of()
            : List.of(choose.whenTrue(), choose.whenFalse());
      case Expr.Output output -> operands(output.call());
    };
  }

  /** The arguments that a derivative of a result can depend on. */
  static List<Expr> operands(Call call) {
    List<Expr> arguments = call.arguments();
    return switch (call.callee()) {
      case GraphFunction function -> arguments;
      case MatrixProduct product -> arguments;
      case ImplicitSolve solve -> arguments.subList(solve.n(), solve.inputCount());
      case Factorization factors -> List.of();
      case LinearSolve solve -> arguments.subList(solve.matrixAt(), solve.inputCount());
      case TableLookup lookup ->
        IntStream.range(0, lookup.inputCount())
            .filter(i -> lookup.derivative(i).isPresent())
            .mapToObj(arguments::get)
            .toList();
    };
  }

  /** A choice between two formulas, whose derivative is the chosen one's. */
  record Choice(Expr condition, Expr whenTrue, Expr whenFalse) {}

  /**
   * A node that picks one of its operands: a {@link Expr.Choose}, or a min or max, where ties go to the first operand. Its derivative is a
   * choice too and not a product with 0 or 1: 0 times the infinite slope of the other side would be NaN.
   */
  static Optional<Choice> choice(ExprBuilder builder, Expr node) {
    return switch (node) {
      case Expr.Choose choose ->
        Optional.of(new Choice(choose.condition(), choose.whenTrue(), choose.whenFalse()));
      case Expr.Apply apply when apply.op() == Op.MIN ->
        Optional.of(new Choice(builder.apply(Op.LESS, apply.b(), apply.a()), apply.b(), apply.a()));
      case Expr.Apply apply when apply.op() == Op.MAX ->
        Optional.of(new Choice(builder.apply(Op.LESS, apply.a(), apply.b()), apply.b(), apply.a()));
      default -> Optional.empty();
    };
  }
}
