/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.rule.AddNegation;
import org.costate.compiler.simplify.rule.AddNeutralZero;
import org.costate.compiler.simplify.rule.CombineTruths;
import org.costate.compiler.simplify.rule.DivideByPowerOfTwo;
import org.costate.compiler.simplify.rule.FoldConstants;
import org.costate.compiler.simplify.rule.MultiplyByOne;
import org.costate.compiler.simplify.rule.MultiplyNegation;
import org.costate.compiler.simplify.rule.NegateNegation;
import org.costate.compiler.simplify.rule.NegateTruth;
import org.costate.compiler.simplify.rule.OrderDifference;
import org.costate.compiler.simplify.rule.OrderOperands;
import org.costate.compiler.simplify.rule.Rule;
import org.costate.compiler.simplify.rule.TrigonometryOfNegation;

/**
 * Simplifies nodes as they are made, by the first rule that applies. Every rule keeps every bit of the value, and makes only nodes that are
 * smaller or whose operands are in order, so rewriting ends.
 */
public final class Simplifier implements NodeRewriter {
  /** All rules, in the order in which they are tried. */
  public static final List<Rule> RULES =
      List.of(
          new FoldConstants(),
          new MultiplyByOne(),
          new AddNeutralZero(),
          new NegateNegation(),
          new AddNegation(),
          new MultiplyNegation(),
          new DivideByPowerOfTwo(),
          new TrigonometryOfNegation(), new OrderDifference(),
          new NegateTruth(),
          new CombineTruths(),
          new OrderOperands());

  private final Map<Op, List<Rule>> rules = new EnumMap<>(Op.class);

  public Simplifier() {
    this(RULES);
  }

  /** With some rules only. */
  public Simplifier(List<Rule> rules) {
    for (Rule rule : rules) {
      for (Op op : rule.operations()) {
        this.rules.computeIfAbsent(op, none -> new ArrayList<>()).add(rule);
      }
    }
  }

  @Override
  public Optional<Expr> apply(ExprBuilder builder, Op op, List<Expr> operands) {
    for (Rule rule : rules.getOrDefault(op, List.of())) {
      Optional<Expr> simpler = rule.apply(builder, op, operands);
      if (simpler.isPresent()) {
        return simpler;
      }
    }
    return Optional.empty();
  }

  /**
   * {@code choose(true, a, b) -> a}, {@code choose(false, a, b) -> b}, {@code choose(c, a, a) -> a}, {@code choose(not c, a, b) ->
   * choose(c, b, a)}: exact, since a choice passes its side on unchanged.
   */
  @Override
  public Optional<Expr> choose(ExprBuilder builder, Expr condition, Expr whenTrue, Expr whenFalse) {
    if (whenTrue == whenFalse) {
      return Optional.of(whenTrue);
    }
    return switch (condition) {
      case Expr.Truth truth -> Optional.of(truth.value() ? whenTrue : whenFalse);
      case Expr.Apply not when not.op() == Op.NOT -> Optional.of(builder.choose(not.a(), whenFalse, whenTrue));
      default -> Optional.empty();
    };
  }
}
