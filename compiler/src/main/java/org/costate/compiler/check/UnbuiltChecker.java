/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Argument;
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
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
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
    file.module().ifPresent(m -> report(m.span(), "modules", "delete this line: a file stands alone today"));
    file.imports().forEach(i -> report(i.span(), "imports", "copy the functions into this file"));
    file.items().forEach(this::item);
  }

  private void item(Item item) {
    switch (item) {
      case Item.Model m -> {
        m.parent().ifPresent(p -> report(p.span(), "`extends`", "copy the members of `" + p + "` into this model"));
        m.members().forEach(this::member);
      }
      case Item.Problem p -> {
        p.model()
            .filter(m -> m.parts().size() > 1)
            .ifPresent(m -> report(m.span(), "names of other modules", "copy the model into this file"));
        p.members().forEach(this::member);
      }
      case Item.Policy p -> report(head(p.span(), p.name()), "policies", "delete it; `solve` finds the controls");
      case Item.Run r -> run(r);
      case Item.Declaration d -> member(d.member());
    }
  }

  private void run(Item.Run run) {
    switch (run.kind()) {
      case TRAIN -> report(run.keyword(), "`train`", "delete it; `solve` finds the controls");
      case MPC -> report(run.keyword(), "`mpc`", "`solve " + run.target() + " using ilqr { }` works today");
      case SOLVE -> {
        if (run.target().parts().size() > 1) {
          report(run.target().span(), "names of other modules", "copy the problem into this file");
        }
        block(run.block());
      }
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
        unit(m.unit());
        m.shape().forEach(this::expression);
        expression(m.value());
      }
      case Member.Variable m -> variable(m);
      case Member.Let m -> {
        unit(m.unit());
        m.shape().forEach(this::expression);
        expression(m.value());
      }
      case Member.Function m -> {
        for (Parameter parameter : m.parameters()) {
          unit(parameter.unit());
          parameter.shape().forEach(this::expression);
        }
        unit(m.unit());
        m.shape().forEach(this::expression);
        m.lets().forEach(this::member);
        expression(m.value());
      }
      case Member.Coordinate m -> report(head(m.span(), m.name()), "coordinates",
          "declare two states, and write `der(" + m.name() + ") = " + m.rate() + ";`");
      case Member.Noise m -> report(head(m.span(), m.name()), "noise", "delete it: a solve has no noise");
      case Member.Observe m -> report(head(m.span(), m.name()), "observations", "delete it: a solve sees the state");
      case Member.Extern m -> report(head(m.span(), m.name()), "extern functions", "write the function in the file");
      case Member.Table m -> report(head(m.span(), m.name()), "tables", "write a formula, for example with `if`");
      case Member.Unit m -> report(head(m.span(), m.name()), "units", "delete it, and keep to SI units");
      case Member.Lagrangian m -> report(keyword(m.span()), "`lagrangian`",
          "write the equations of motion in `dynamics { ... }`");
      case Member.View m -> report(keyword(m.span()), "views", "delete it");
      case Member.Dynamics m -> m.statements().forEach(this::statement);
      case Member.Start m -> m.items().forEach(this::start);
      case Member.Guess m -> m.items().forEach(i -> expression(i.value()));
      case Member.Horizon m -> {
        m.free()
            .ifPresent(f -> report(f.name().span(), "a free final time",
                "fix it for now: `horizon 5 steps " + m.steps().span().text() + ";`"));
        m.duration().ifPresent(this::expression);
        expression(m.steps());
      }
      case Member.Integrator m -> m.substeps().ifPresent(this::expression);
      case Member.Objective m -> m.items().forEach(i -> expression(i.value()));
      case Member.Constraints m -> constraints(m);
      case Member.Terminate m -> report(keyword(m.span()), "`terminate`", "delete it: a solve runs to the horizon");
    }
  }

  private void constraints(Member.Constraints constraints) {
    for (ConstraintItem item : constraints.items()) {
      report(item.span(), "constraints", "limit a control in its declaration, `control u in [-1, 1];`, and put a "
          + "penalty into the cost for the rest: `running 100*max(0, -x)^2;`");
    }
    if (constraints.items().isEmpty()) {
      report(keyword(constraints.span()), "constraints", "delete the empty block");
    }
  }

  private void variable(Member.Variable m) {
    switch (m.kind()) {
      case DESIGN -> report(head(m.span(), m.name()), "design variables", "make it a `param` and set it by hand");
      case ALGEBRAIC -> report(head(m.span(), m.name()), "algebraic variables", "solve for it by hand, with a `let`");
      case PARAM, SIGNAL, STATE, CONTROL -> {
        unit(m.unit());
        m.shape().forEach(this::expression);
        m.value().ifPresent(this::expression);
        m.distribution().ifPresent(d -> report(d.span(), "distributions", "give a number: `= 0`"));
        m.domain().ifPresent(d -> domain(m, d));
        m.scale().ifPresent(s -> report(s.span(), "`scale`", "delete it"));
      }
    }
  }

  private void domain(Member.Variable variable, Domain domain) {
    switch (domain) {
      case Domain.Choices d -> report(d.span(), "sets of values", "give an interval: `in [0, 1]`");
      case Domain.Interval d -> {
        boolean bounded = switch (variable.kind()) {
          case PARAM, SIGNAL -> false;
          default -> true;
        };
        if (bounded) {
          expression(d.lower());
          expression(d.upper());
        } else {
          report(d.span(), "limits on " + variable.kind().word() + "s", "delete `in " + d.span().text() + "`");
        }
      }
    }
  }

  private void statement(Statement statement) {
    switch (statement) {
      case Member.Let s -> member(s);
      case Statement.Derivative s -> expression(s.value());
      case Statement.Equation s -> report(keyword(s.span()), "implicit equations",
          "solve it by hand, with a `let`; linear systems with `A \\ b`");
      case Statement.After s -> report(keyword(s.span()), "`after`", "delete it");
      case Statement.Energy s -> report(s.span(), "energies", "write the equations of motion");
      case Statement.Force s -> report(s.span(), "forces", "write the equations of motion");
      case Statement.Drawing s -> report(s.span(), "drawings", "delete it");
      case Statement.Input s -> report(s.span(), "policies", "delete it");
      case Statement.Layer s -> report(s.span(), "policies", "delete it");
      case Statement.Output s -> report(s.span(), "policies", "delete it");
    }
  }

  private void start(StartItem item) {
    item.value().ifPresent(this::expression);
    item.distribution()
        .ifPresent(d -> report(item.span(), "random starts",
            "give a number: `" + item.target().span().text() + " = 0`"));
    if (item.free()) {
      report(item.span(), "free starts", "give a number: `" + item.target().span().text() + " = 0`");
    }
  }

  private void expression(Expression expression) {
    Children.walk(expression, e -> {
      switch (e) {
        case Expression.Number number when number.unit().isPresent() -> {
          Span unit = number.unit().get().span();
          String bare = number.text();
          report(number.span(), "units", "write the number in SI units",
              Optional.of(new Fix("replace `" + number.span().text() + "` with `" + bare + "`",
                  List.of(new Fix.Edit(number.span(), bare)))),
              unit);
        }
        case Expression.Select select ->
          report(select.span(), "names of other modules", "copy the function into this file");
        case Expression.Call call -> call(call);
        default -> {}
      }
    });
  }

  private void call(Expression.Call call) {
    if (Children.bare(call.callee()) instanceof Expression.Reference callee
        && (callee.name().text().equals("der") || callee.name().text().equals("next"))) {
      report(call.span(), "`" + callee.name() + "` in a formula", "write out the derivative");
    }
    for (Argument argument : call.arguments()) {
      argument.name().ifPresent(n -> report(n.span(), "named arguments", "give the arguments in order, without names"));
    }
  }

  private void unit(Optional<UnitExpression> unit) {
    unit.ifPresent(u -> {
      String text = u.span().source().text();
      int colon = u.span().start();
      while (text.charAt(colon) != ':') {
        colon--;
      }
      int from = colon;
      while (from > 0 && (text.charAt(from - 1) == ' ' || text.charAt(from - 1) == '\t')) {
        from--;
      }
      Span whole = new Span(u.span().source(), from, u.span().end());
      boolean angle = u.span().text().equals("angle") || u.span().text().equals("quat");
      report(u.span(), angle ? "the type `" + u.span().text() + "`" : "units",
          angle ? "declare plain numbers, with a shape if there are several"
              : "delete it, and keep to SI units",
          Optional.of(new Fix("delete `" + new Span(whole.source(), colon, whole.end()).text() + "`",
              List.of(new Fix.Edit(whole, "")))),
          u.span());
    });
  }

  private static Span head(Span declaration, Name name) {
    return new Span(declaration.source(), declaration.start(), name.span().end());
  }

  private static Span keyword(Span span) {
    String text = span.text();
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return new Span(span.source(), span.start(), span.start() + end);
  }

  private void report(Span place, String what, String help) {
    report(place, what, help, Optional.empty(), place);
  }

  private void report(Span place, String what, String help, Optional<Fix> fix, Span shown) {
    if (!reported.add(what + " " + place.line())) {
      return;
    }
    boolean plural = what.endsWith("s") && !what.startsWith("`");
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0901, shown, what + (plural ? " are" : " is") + " not built yet")
        .label("not built yet")
        .help(help);
    fix.ifPresent(diagnostic::fix);
    diagnostics.report(diagnostic);
  }
}
