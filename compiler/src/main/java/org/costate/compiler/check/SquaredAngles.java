/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Expression.BinaryOperator;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.Manifold;

/**
 * A cost that squares how far a turning state is from a direction, {@code (theta - pi)^2}: it pays for the long way round (W0605). A state
 * turns if a sine or cosine of it moves something; only targets of a quarter turn and more are worth a word.
 */
final class SquaredAngles {
  private static final double QUARTER_TURN = Math.PI / 2;

  private final Analysis facts;
  private final Diagnostics diagnostics;

  SquaredAngles(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(CheckedProblem problem) {
    Set<Symbol> turning = turning(problem.motion());
    problem.costs()
        .forEach(item -> Children.walk(item.value(), e -> squared(e)
            .flatMap(SquaredAngles::difference)
            .ifPresent(d -> difference(d, turning))));
  }

  /** The states that stand in a sine or cosine of the motion, in lets too. */
  private Set<Symbol> turning(Motion motion) {
    Set<Symbol> found = new HashSet<>();
    Set<Symbol> seen = new HashSet<>();
    List<Expression> open = new java.util.ArrayList<>(motion.values().values());
    motion.energies().forEach(e -> open.add(e.value()));
    while (!open.isEmpty()) {
      Expression next = open.removeLast();
      Children.walk(next, e -> {
        if (e instanceof Expression.Call call && isWave(call)) {
          found.addAll(facts.uses().direct(call.arguments().getFirst().value()).keySet());
        }
      });
      facts.uses().direct(next).keySet().forEach(symbol -> {
        if (symbol instanceof Symbol.Let let && seen.add(let)) {
          open.add(let.declaration().value());
        }
      });
    }
    return found;
  }

  private boolean isWave(Expression.Call call) {
    return call.arguments().size() == 1
        && call.callee().bare() instanceof Expression.Reference callee
        && facts.bindings().symbol(callee.name()).orElse(null) instanceof Symbol.BuiltIn builtin
        && (builtin.function() == Builtin.SIN || builtin.function() == Builtin.COS);
  }

  private Optional<Expression> squared(Expression e) {
    return e instanceof Expression.Binary b && b.operator() == BinaryOperator.POWER
        && facts.shapes().constant(b.right()).map(Tensor::value).filter(v -> v == 2).isPresent()
            ? Optional.of(b.left().bare())
            : Optional.empty();
  }

  private static Optional<Expression.Binary> difference(Expression e) {
    return e instanceof Expression.Binary b && b.operator() == BinaryOperator.MINUS ? Optional.of(b) : Optional.empty();
  }

  private void difference(Expression.Binary difference, Set<Symbol> turning) {
    Expression state = difference.left().bare();
    if (!(state instanceof Expression.Reference reference
        && facts.bindings().symbol(reference.name()).orElse(null) instanceof Symbol.Variable variable
        && variable.is(Member.Variable.Kind.STATE) && variable.manifold() == Manifold.LINEAR
        && turning.contains(variable))) {
      return;
    }
    Optional<Double> target = facts.shapes()
        .constant(difference.right())
        .filter(t -> t.shape().scalar())
        .map(Tensor::value);
    if (target.isEmpty() || !(Math.abs(target.get()) >= QUARTER_TURN)) {
      return;
    }
    String text = difference.span().text();
    diagnostics.report(Diagnostic
        .at(Code.W0605, difference.span(), "this square pays for the long way round")
        .label("other turns of `" + variable.name() + "` that look the same cost more")
        .second(variable.place().orElseThrow(), "declared as a plain number")
        .help("declare it as an angle, `" + variable.name()
            + " : angle`, whose differences take the short way, or write `1 - cos("
            + text + ")`"));
  }
}
