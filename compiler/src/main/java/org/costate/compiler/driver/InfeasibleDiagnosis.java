/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Node;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.source.Span;

/** Explains a solve that found no trajectory that meets every constraint (R0901): which are missed, when and by how much, and which to give up. */
public final class InfeasibleDiagnosis {
  private static final MathContext DIGITS = new MathContext(2);
  private static final int MOST_PLACES = 3;

  private final CheckedProblem problem;

  public InfeasibleDiagnosis(CompiledProblem problem) {
    this.problem = problem.checked();
  }

  /**
   * Something that is not kept.
   *
   * @param name of a constraint, with its number if it is one of several, or of an element of a state or control
   * @param line of its declaration
   * @param time at which it is kept least, {@code step} k of {@code steps}
   * @param amount by how much, in {@code unit}, which may be empty
   */
  public record Miss(String name, int line, double time, int step, int steps, double amount, String unit) {}

  /** Whether there is a trajectory without {@code name}. */
  public record Trial(String name, boolean feasible) {}

  /**
   * @param misses the worst first, at least one
   * @param trials what was left out in turn
   * @param startKeepsAll whether the start violates nothing
   */
  public Diagnostic explain(List<Miss> misses, List<Trial> trials, boolean startKeepsAll) {
    Map<Span, Miss> places = new LinkedHashMap<>();
    for (Miss miss : misses) {
      places.putIfAbsent(place(miss), miss);
    }
    Map.Entry<Span, Miss> worst = places.entrySet().iterator().next();
    Diagnostic.Builder diagnostic =
        Diagnostic.at(Code.R0901, worst.getKey(), "no trajectory found that meets every constraint")
            .label(text(worst.getValue()));
    places.entrySet()
        .stream()
        .skip(1)
        .limit(MOST_PLACES)
        .forEach(place -> diagnostic.second(place.getKey(), text(place.getValue())));
    diagnostic.note(startKeepsAll ? "the start meets every constraint of its moment"
        : "the start itself does not meet every constraint");
    String helping = names(trials, true);
    String idle = names(trials, false);
    if (!helping.isEmpty()) {
      diagnostic.note("leaving out " + helping + " makes the problem feasible"
          + (idle.isEmpty() ? "" : "; leaving out " + idle + " does not"));
    } else if (!idle.isEmpty()) {
      diagnostic.note("leaving out any one of " + idle + " does not make the problem feasible");
    }
    return diagnostic
        .help("widen the limit, give more time, or let it be violated at a price: `soft 1e3` after the constraint")
        .build();
  }

  private static String names(List<Trial> trials, boolean feasible) {
    return trials.stream()
        .filter(t -> t.feasible() == feasible)
        .map(t -> "`" + t.name() + "`")
        .collect(Collectors.joining(feasible ? " or " : ", "));
  }

  private static String text(Miss miss) {
    String amount = new BigDecimal(miss.amount()).round(DIGITS).stripTrailingZeros().toString();
    String when = miss.step() == miss.steps() ? "at the end"
        : "at t = "
            + new BigDecimal(miss.time()).round(new MathContext(4)).stripTrailingZeros().toPlainString() + ", step "
            + miss.step() + " of " + miss.steps();
    return miss.name() + ": short by " + amount + (miss.unit().isEmpty() ? "" : " " + miss.unit()) + " " + when;
  }

  /** The constraint's label or condition, or the limits of the variable. */
  private Span place(Miss miss) {
    for (CheckedProblem.Constraint constraint : problem.constraints()) {
      ConstraintItem item = constraint.item();
      if (item.span().line() == miss.line()
          && (miss.name().startsWith(constraint.name()) || miss.name().startsWith("(" + constraint.name()))) {
        return item.label().map(Name::span).orElse(item.condition().span());
      }
    }
    return problem.variables()
        .stream()
        .filter(v -> miss.name().equals(v.name()) || miss.name().startsWith(v.name() + "["))
        .findFirst()
        .flatMap(InfeasibleDiagnosis::limits)
        .orElse(problem.item().name().span());
  }

  private static Optional<Span> limits(Symbol.Variable variable) {
    return Optional.of(variable.declaration()).flatMap(Member.Variable::domain).map(Node::span);
  }
}
