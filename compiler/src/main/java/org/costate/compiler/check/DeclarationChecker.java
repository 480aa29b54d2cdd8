/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.types.Tensor;
import org.costate.compiler.types.Type;
import org.costate.runtime.problem.Manifold;

/** Declarations of variables: their value and their bounds (E0503, E0508, E0509). */
final class DeclarationChecker {
  private final Analysis facts;
  private final Diagnostics diagnostics;

  DeclarationChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  void check(Symbol.Variable variable) {
    Member.Variable declaration = variable.declaration();
    Type type = facts.shapes().type(variable);
    manifold(variable);
    whole(declaration);
    boolean valueNeeded = switch (declaration.kind()) {
      case PARAM, SIGNAL -> true;
      case DESIGN -> declaration.domain().isEmpty();
      case STATE, CONTROL, ALGEBRAIC -> false;
    };
    if (declaration.distribution().isPresent()) {
      distribution(variable, type, declaration.distribution().get());
    } else if (declaration.kind() == Member.Variable.Kind.STATE) {
      declaration.value().ifPresent(v -> valueOfState(declaration, v));
    } else if (declaration.value().isPresent()) {
      fits(variable, type, declaration.value().get());
    } else if (valueNeeded) {
      String word = declaration.kind().word();
      diagnostics.report(Diagnostic
          .at(Code.E0509, declaration.name().span(), word + " `" + declaration.name() + "` has no value")
          .label("declared without one")
          .note(declaration.kind() == Member.Variable.Kind.DESIGN ? "a solver begins with it"
              : "nothing is zero by default; a run can replace the value")
          .help("give it a value: `" + word + " " + declaration.name() + shape(declaration) + " = 1;`"));
    }
    if (declaration.domain().orElse(null) instanceof Domain.Interval interval) {
      bounds(variable, type, interval);
    }
    if (declaration.domain().orElse(null) instanceof Domain.Choices choices
        && declaration.kind() == Member.Variable.Kind.CONTROL) {
      choices(variable, type, choices);
    }
  }

  /** A control that is one of a set: a number, of two values or more that are known when compiling, none twice (E0508). */
  private void choices(Symbol.Variable control, Type type, Domain.Choices choices) {
    if (type instanceof Type.Numbers n && !n.shape().scalar()) {
      diagnostics.report(Diagnostic
          .at(Code.E0508, choices.span(), "a set of values is for a single number")
          .label("`" + control.name() + "` is " + n.shape().describe())
          .help("declare a control for each element"));
      return;
    }
    Map<Double, Expression> known = new HashMap<>();
    for (Expression value : choices.values()) {
      if (!fits(control, type, value)) {
        continue;
      }
      facts.shapes().constant(value).ifPresent(v -> {
        if (isWhole(control.declaration()) && v.value() != Math.rint(v.value())) {
          diagnostics.report(Diagnostic
              .at(Code.E0508, value.span(), Numbers.text(v.value()) + " is not a whole number")
              .label("a value of `" + control.name() + "`")
              .second(control.declaration().unit().orElseThrow().span(), "which is declared as one")
              .help("delete `: int`, for a set of any numbers"));
        }
        Expression before = known.putIfAbsent(v.value(), value);
        if (before != null) {
          diagnostics.report(Diagnostic
              .at(Code.E0508, value.span(), "the value " + Numbers.text(v.value()) + " stands in the set twice")
              .label("again")
              .second(before.span(), "first"));
        }
      });
    }
    if (choices.values().size() < 2) {
      diagnostics.report(Diagnostic
          .at(Code.E0508, choices.span(), "a set of one value leaves nothing to choose")
          .label("one value")
          .help("two or more: `in {-1, 1}`"));
    }
  }

  /** An angle may have a shape, a quaternion has four numbers of its own; what does not move has neither type. */
  private void manifold(Symbol.Variable variable) {
    Member.Variable declaration = variable.declaration();
    if (variable.manifold() == Manifold.LINEAR) {
      return;
    }
    String type = declaration.unit().orElseThrow().text();
    if (declaration.kind() != Member.Variable.Kind.STATE) {
      diagnostics.report(Diagnostic
          .at(Code.E0511, declaration.unit().get().span(), "`" + type + "` is a type of states, but `"
              + variable.name() + "` is " + Kinds.withArticle(variable.kind()))
          .label("not for " + Kinds.withArticle(variable.kind()))
          .help(variable.manifold() == Manifold.ANGLE ? "write `rad`: a difference to an angle state is wrapped anyway"
              : "declare four numbers: `" + declaration.kind().word() + " " + variable.name() + "[4]`"));
    } else if (variable.manifold() == Manifold.QUATERNION && !declaration.shape().isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E0511, declaration.shape().getFirst().span(), "a `quat` has four numbers already")
          .label("a shape of its own")
          .help("`state " + variable.name() + " : quat;`"));
    }
    declaration.domain()
        .filter(d -> variable.manifold() == Manifold.QUATERNION)
        .ifPresent(d -> diagnostics.report(Diagnostic
            .at(Code.E0511, d.span(), "a `quat` has no limits")
            .label("its four numbers have no meaning one by one")
            .help("limit a direction: `path tilt: quat.rotate(" + variable.name() + ", [0, 0, 1])[3] >= 0.5;`")));
  }

  /** A control that is one of a set may be declared as a whole number, and nothing else (E0511). */
  private void whole(Member.Variable declaration) {
    boolean chosen = declaration.kind() == Member.Variable.Kind.CONTROL
        && declaration.domain().orElse(null) instanceof Domain.Choices;
    if (isWhole(declaration) && !chosen) {
      diagnostics.report(Diagnostic
          .at(Code.E0511, declaration.unit().orElseThrow().span(), "`int` is a type of controls that are one of a set")
          .label(
              declaration.kind() == Member.Variable.Kind.CONTROL ? "no set" : "not for a " + declaration.kind().word())
          .help("`control " + declaration.name() + " : int in {0, 1};`; a pure number has no unit"));
    }
  }

  private static boolean isWhole(Member.Variable declaration) {
    return declaration.unit().filter(u -> u.text().equals(UnitNames.WHOLE)).isPresent();
  }

  private void distribution(Symbol.Variable variable, Type type, Expression value) {
    Member.Variable declaration = variable.declaration();
    if (declaration.kind() == Member.Variable.Kind.PARAM) {
      new DistributionChecker(facts, diagnostics)
          .distribution(value, type, variable.name(), variable)
          .ifPresent(d -> facts.drawn(variable, d));
      return;
    }
    diagnostics.report(Diagnostic
        .at(Code.E0516, value.span(), Kinds.withArticle(variable.kind()) + " is not drawn at random")
        .label("a distribution")
        .second(declaration.name().span(), "declared as " + Kinds.withArticle(variable.kind()))
        .help(switch (declaration.kind()) {
          case STATE -> "a random start is said in the problem: `start " + variable.name() + " ~ " + value.span().text()
              + ";`";
          case CONTROL, SIGNAL, ALGEBRAIC, DESIGN -> "add a `noise` to the dynamics: `noise d ~ normal(0, 0.1);`";
          case PARAM -> "";
        }));
  }

  private static String shape(Member.Variable declaration) {
    return declaration.shape().isEmpty() ? ""
        : "[" + String.join(", ", declaration.shape().stream().map(e -> e.span().text()).toList()) + "]";
  }

  private void valueOfState(Member.Variable declaration, Expression value) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0503, value.span(), "state `" + declaration.name() + "` cannot be given a value here")
        .label("a state follows its dynamics")
        .second(declaration.name().span(), "declared as a state")
        .help("where it begins is said in the problem: `start " + declaration.name() + " = " + value.span().text()
            + ";`");
    diagnostics.report(diagnostic);
  }

  private boolean fits(Symbol.Variable variable, Type type, Expression value) {
    boolean fits = facts.shapes()
        .fits(type, facts.shapes().type(value), value, "`" + variable.name() + "`",
            variable.place().orElseThrow());
    if (fits) {
      facts.units().store(value, variable);
    }
    return fits;
  }

  private void bounds(Symbol.Variable variable, Type type, Domain.Interval interval) {
    Member.Variable.Kind kind = variable.declaration().kind();
    if (kind == Member.Variable.Kind.PARAM || kind == Member.Variable.Kind.SIGNAL) {
      return;
    }
    boolean sound = fits(variable, type, interval.lower()) & fits(variable, type, interval.upper());
    if (!sound) {
      return;
    }
    Optional<Tensor<Double>> lower = facts.shapes().constant(interval.lower());
    Optional<Tensor<Double>> upper = facts.shapes().constant(interval.upper());
    if (lower.isEmpty() || upper.isEmpty()) {
      return;
    }
    int size = Math.max(lower.get().shape().size(), upper.get().shape().size());
    IntStream.range(0, size)
        .filter(i -> !(lower.get().at(i) <= upper.get().at(i)))
        .findFirst()
        .ifPresent(i -> reversed(variable, interval, lower.get().at(i), upper.get().at(i), size == 1));
  }

  private void reversed(
      Symbol.Variable variable, Domain.Interval interval, double lower, double upper, boolean swap) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0508, interval.span(), "the bounds of `" + variable.name() + "` leave no value")
        .label("lower " + Numbers.text(lower) + " is above upper " + Numbers.text(upper))
        .second(variable.place().orElseThrow(), "declared here");
    if (swap && lower > upper) {
      String turned = "[" + interval.upper().span().text() + ", " + interval.lower().span().text() + "]";
      diagnostic.fix(new Fix("replace `" + interval.span().text() + "` with `" + turned + "`",
          List.of(new Fix.Edit(interval.span(), turned))));
    }
    diagnostics.report(diagnostic);
  }
}
