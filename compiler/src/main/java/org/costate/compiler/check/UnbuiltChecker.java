/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.Set;
import org.costate.compiler.ast.Block;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.StartItem;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/**
 * What the grammar takes and nothing gives a meaning to yet (E0901), so that nothing a user wrote is silently ignored. Each kind once a
 * line.
 */
final class UnbuiltChecker {
  private final Diagnostics diagnostics;
  private final Set<String> reported = new HashSet<>();

  UnbuiltChecker(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(SourceFile file) {
    file.items().forEach(this::item);
  }

  private void item(Item item) {
    switch (item) {
      case Item.Model m -> m.members().forEach(this::member);
      case Item.Problem p -> p.members().forEach(this::member);
      case Item.Policy p -> report(head(p.span(), p.name()), "policies", "delete it; `solve` finds the controls");
      case Item.Run r -> run(r);
      case Item.Declaration d -> member(d.member());
    }
  }

  private void run(Item.Run run) {
    switch (run.kind()) {
      case TRAIN -> report(run.keyword(), "`train`", "delete it; `solve` finds the controls");
      case SOLVE, MPC -> block(run.block());
    }
  }

  private void block(Block block) {
    for (Setting setting : block.settings()) {
      switch (setting) {
        case Setting.Option s -> expression(s.value());
        case Setting.Group s -> block(s.block());
        case Setting.Expect s -> expression(s.condition());
        case Member.Start s -> member(s);
        case Member.Guess s -> member(s);
      }
    }
  }

  private void member(Member member) {
    switch (member) {
      case Member.Const m -> {
        m.shape().forEach(this::expression);
        expression(m.value());
      }
      case Member.Variable m -> variable(m);
      case Member.Let m -> {
        m.shape().forEach(this::expression);
        expression(m.value());
      }
      case Member.Function m -> {
        for (Parameter parameter : m.parameters()) {
          parameter.shape().forEach(this::expression);
        }
        m.shape().forEach(this::expression);
        m.lets().forEach(this::member);
        expression(m.value());
      }
      case Member.Coordinate m -> {
        m.shape().forEach(this::expression);
        m.domain().ifPresent(this::domain);
      }
      case Member.Noise m -> {
        m.shape().forEach(this::expression);
        arguments(m.distribution());
      }
      case Member.Observe m -> {
        m.shape().forEach(this::expression);
        arguments(m.value());
      }
      case Member.Extern m -> report(head(m.span(), m.name()), "extern functions", "write the function in the file");
      case Member.Table m -> expression(m.value());
      case Member.Unit m -> m.value().ifPresent(this::expression);
      case Member.Lagrangian m -> m.statements().forEach(this::statement);
      case Member.View m -> m.statements().forEach(this::statement);
      case Member.Dynamics m -> m.statements().forEach(this::statement);
      case Member.Start m -> m.items().forEach(this::start);
      case Member.Guess m -> m.items().forEach(i -> expression(i.value()));
      case Member.Horizon m -> {
        m.free().ifPresent(f -> {
          if (f.domain() instanceof Domain.Interval interval) {
            domain(interval);
          }
          f.guess().ifPresent(this::expression);
        });
        m.duration().ifPresent(this::expression);
        expression(m.steps());
      }
      case Member.Integrator m -> m.substeps().ifPresent(this::expression);
      case Member.Objective m -> m.items().forEach(i -> expression(i.value()));
      case Member.Constraints m -> constraints(m);
      case Member.Terminate m -> expression(m.condition());
    }
  }

  private void constraints(Member.Constraints constraints) {
    for (ConstraintItem item : constraints.items()) {
      item.time().ifPresent(this::expression);
      expression(item.condition());
      item.soft().ifPresent(this::expression);
    }
  }

  private void variable(Member.Variable m) {
    m.shape().forEach(this::expression);
    m.value().ifPresent(this::expression);
    m.distribution().ifPresent(this::arguments);
    m.domain().ifPresent(d -> domain(m, d));
    m.scale().ifPresent(s -> report(s.span(), "`scale`", "delete it"));
  }

  private void domain(Member.Variable variable, Domain domain) {
    switch (domain) {
      case Domain.Choices d -> report(d.span(), "sets of values", "give an interval: `in [0, 1]`");
      case Domain.Interval d -> {
        boolean bounded = switch (variable.kind()) {
          case PARAM, SIGNAL, ALGEBRAIC -> false;
          case STATE, CONTROL, DESIGN -> true;
        };
        if (bounded) {
          domain(d);
        } else {
          report(d.span(), "limits on " + variable.kind().word() + "s", "delete `in " + d.span().text() + "`");
        }
      }
    }
  }

  private void domain(Domain domain) {
    switch (domain) {
      case Domain.Choices d -> report(d.span(), "sets of values", "give an interval: `in [0, 1]`");
      case Domain.Interval d -> {
        expression(d.lower());
        expression(d.upper());
      }
    }
  }

  /** The arguments of a distribution or a drawing, which may have names. */
  private void arguments(Expression expression) {
    if (Children.bare(expression) instanceof Expression.Call call) {
      call.arguments().forEach(a -> expression(a.value()));
    } else {
      expression(expression);
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Member.Let s -> member(s);
      case Statement.Derivative s -> expression(s.value());
      case Statement.Equation s -> expression(s.condition());
      case Statement.After s -> s.assignments().forEach(a -> expression(a.value()));
      case Statement.Energy s -> expression(s.value());
      case Statement.Force s -> expression(s.value());
      case Statement.Drawing s -> arguments(s.shape());
      case Statement.Input s -> report(s.span(), "policies", "delete it");
      case Statement.Layer s -> report(s.span(), "policies", "delete it");
      case Statement.Output s -> report(s.span(), "policies", "delete it");
    }
  }

  private void start(StartItem item) {
    item.value().ifPresent(this::expression);
    item.distribution().ifPresent(this::arguments);
  }

  private void expression(Expression expression) {
    Children.walk(expression, e -> {
      switch (e) {
        case Expression.Call call -> call(call);
        default -> {}
      }
    });
  }

  private void call(Expression.Call call) {
    if (Children.bare(call.callee()) instanceof Expression.Reference callee
        && callee.is("next")) {
      report(call.span(), "`" + callee.name() + "` in a formula", "write out the next state");
    }
  }

  private static Span head(Span declaration, Name name) {
    return new Span(declaration.source(), declaration.start(), name.span().end());
  }

  private void report(Span place, String what, String help) {
    if (!reported.add(what + " " + place.line())) {
      return;
    }
    boolean plural = what.endsWith("s") && !what.startsWith("`");
    diagnostics.report(Diagnostic
        .at(Code.E0901, place, what + (plural ? " are" : " is") + " not built yet")
        .label("not built yet")
        .help(help));
  }
}
