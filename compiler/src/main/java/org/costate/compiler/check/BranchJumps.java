/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Comprehension;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Row;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Source;

/**
 * Finds each {@code if} in dynamics and costs whose two sides differ in value where its condition switches. Judged by samples, see {@link
 * SwitchSamples}: what is reported is a jump; what is not reported may be one.
 */
final class BranchJumps {
  /** Over all that is judged in a file, in steps of the evaluator: a warning must not cost more than the compilation. */
  private static final long MAX_WORK = 5_000_000;

  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final Set<Symbol> visited = new HashSet<>();
  /** Of the problem; what it imports is judged where it is written. */
  private Source file;
  private long work;

  BranchJumps(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(CheckedProblem problem) {
    file = problem.item().span().source();
    Motion motion = problem.motion();
    motion.values().values().forEach(e -> walk(e, List.of(), List.of()));
    motion.energies().forEach(energy -> walk(energy.value(), List.of(), List.of()));
    motion.forces().values().forEach(forces -> forces.forEach(e -> walk(e, List.of(), List.of())));
    motion.equations().forEach(equation -> walk(equation.condition(), List.of(), List.of()));
    problem.costs().forEach(item -> walk(item.value(), List.of(), List.of()));
  }

  /**
   * Visits an expression and the definitions that it leads to.
   *
   * @param loops around the expression, outermost first
   * @param parameters of the function around it
   */
  private void walk(Expression expression, List<Comprehension> loops, List<Symbol> parameters) {
    switch (expression) {
      case Expression.Conditional e -> {
        judge(e, loops, parameters);
        Children.of(e).forEach(child -> walk(child, loops, parameters));
      }
      case Expression.Reference e -> facts.bindings().symbol(e.name()).ifPresent(this::definition);
      case Expression.Array e -> {
        for (Row row : e.rows()) {
          row.elements().forEach(element -> walk(element, inside(loops, row.loop()), parameters));
        }
      }
      case Expression.Call e -> {
        walk(e.callee(), loops, parameters);
        for (Argument argument : e.arguments()) {
          walk(argument.value(), inside(loops, argument.loop()), parameters);
        }
      }
      default -> Children.of(expression).forEach(child -> walk(child, loops, parameters));
    }
  }

  private static List<Comprehension> inside(List<Comprehension> loops, Optional<Comprehension> loop) {
    List<Comprehension> all = new ArrayList<>(loops);
    loop.ifPresent(all::add);
    return all;
  }

  private void definition(Symbol symbol) {
    if (!visited.add(symbol)) {
      return;
    }
    switch (symbol) {
      case Symbol.Let s -> walk(s.declaration().value(), List.of(), List.of());
      case Symbol.Function s -> {
        List<Symbol> parameters =
            s.declaration().parameters().stream().map(p -> facts.bindings().known(p.name())).toList();
        s.declaration().lets().forEach(l -> {
          visited.add(facts.bindings().known(l.name()));
          walk(l.value(), List.of(), parameters);
        });
        walk(s.declaration().value(), List.of(), parameters);
      }
      default -> {}
    }
  }

  private void judge(Expression.Conditional choice, List<Comprehension> loops, List<Symbol> parameters) {
    if (work > MAX_WORK || choice.span().source() != file) {
      return;
    }
    SwitchSamples samples = new SwitchSamples(facts, choice, loops, parameters);
    Optional<SwitchSamples.Jump> found = samples.jump();
    work += samples.work();
    found.ifPresent(jump -> {
      String element = jump.element() == 0 ? "" : "element " + jump.element() + " is ";
      diagnostics.report(Diagnostic
          .at(Code.W0603, choice.condition().span(), "the two sides of this `if` differ in value where it switches")
          .label("switches at " + jump.place())
          .second(choice.whenTrue().span(), element + jump.whenTrue() + " there")
          .second(choice.whenFalse().span(), element + jump.whenFalse() + " there")
          .note("derivatives are those of the side that is taken: no solver that follows them sees the jump")
          .help("let the sides meet at the switch, or blend them over a short `width`:\n"
              + "before + (after - before) * 0.5*(1 + tanh((x - switch)/width))"));
    });
  }
}
