/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.check.CheckedProblem.Assignment;
import org.costate.compiler.check.CheckedProblem.CheckedRun;
import org.costate.compiler.check.CheckedProblem.Constraint;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;

/** Runs: their method, their name, what stands in their block. */
final class RunChecker {
  private final Analysis facts;
  private final Diagnostics diagnostics;
  /** In each file by keyword and name: `solve P` and `mpc P` are different commands. */
  private final Map<Source, Map<String, Span>> names = new HashMap<>();

  RunChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /**
   * The run, if it has no errors of its own.
   *
   * @param planners of all problems
   */
  Optional<CheckedRun> run(
      Item.Run run, List<Symbol.Variable> variables, List<Constraint> constraints, List<Planner> planners) {
    Name named = run.name().orElse(run.target().parts().getLast());
    Span before = names.computeIfAbsent(named.span().source(), _ -> new HashMap<>())
        .putIfAbsent(run.keyword().text() + " " + named, named.span());
    if (before != null) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0805, named.span(), "two runs are called `" + named + "`")
          .label("the second")
          .second(before, "the first");
      if (run.name().isEmpty()) {
        diagnostic.help("give this one a name: `" + run.keyword().text() + " " + named + " as " + named + "2 using "
            + run.method() + "`");
      }
      diagnostics.report(diagnostic);
    }
    if (run.kind() == Item.Run.Kind.TRAIN) {
      return training(run, named, variables, planners);
    }
    Optional<MethodSchema> schema = method(run.method());
    Map<String, String> options = new HashMap<>();
    schema.map(s -> run.kind() == Item.Run.Kind.MPC ? receding(s) : s).ifPresent(s -> {
      new OptionChecker(facts, s, Set.of(), diagnostics).options(run.block(), options);
      variables.stream()
          .filter(v -> v.declaration().domain().orElse(null) instanceof Domain.Choices)
          .findFirst()
          .ifPresent(control -> discrete(run, control));
      if (!s.constraints()) {
        unkept(run, variables, constraints);
      }
    });
    return schema.map(s -> new CheckedRun(run, named.text(), s.name(), options, guess(run), start(run), expect(run),
        Optional.empty()));
  }

  private Optional<CheckedRun> training(
      Item.Run run, Name named, List<Symbol.Variable> variables, List<Planner> planners) {
    TrainChecker training = new TrainChecker(facts, diagnostics);
    training.misplaced(run);
    Optional<MethodSchema> schema = training.method(run.method());
    return schema.map(method -> {
      Map<String, String> options = new HashMap<>();
      new OptionChecker(facts, method, TrainChecker.groups(method), diagnostics).options(run.block(), options);
      List<Assignment> teacher = LearningSchemas.imitates(method)
          ? training.teacher(run, variables, planners, options)
          : List.of();
      if (LearningSchemas.guides(method)) {
        training.trials(run);
      }
      return new CheckedRun(run, named.text(), method.name(), options, List.of(), List.of(), expect(run), Optional.of(
          new CheckedProblem.Training(run.target().parts().getLast().text(), training.settings(run), teacher)));
    });
  }

  /** A method that is run again and again. */
  private static MethodSchema receding(MethodSchema method) {
    return new MethodSchema(method.name(), method.doc(),
        Stream.concat(method.options().stream(), MethodSchemas.MPC.stream()).toList(), method.constraints());
  }

  private Optional<MethodSchema> method(Name method) {
    Optional<MethodSchema> schema = MethodSchemas.find(method.text());
    List<String> known = MethodSchemas.all().stream().map(MethodSchema::name).toList();
    if (schema.isEmpty()) {
      boolean trains = LearningSchemas.find(method.text()).isPresent();
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0801, method.span(), trains ? "`" + method + "` trains policies and solves nothing"
              : "unknown method `" + method + "`")
          .label(trains ? "a method of `train`" : "no such method")
          .help("there are " + NameReporter.quoted(known));
      Suggestions.closest(method.text(), known).ifPresent(near -> diagnostic.fix(Fix.replace(method.span(), near)));
      diagnostics.report(diagnostic);
    }
    return schema;
  }

  /** Trajectories are found among all numbers between limits. */
  private void discrete(Item.Run run, Symbol.Variable control) {
    diagnostics.report(Diagnostic
        .at(Code.E0806, run.method().span(), "`" + run.method() + "` does not choose among single values")
        .label("would take any number for `" + control.name() + "`")
        .second(control.declaration().domain().orElseThrow().span(), "a set of values")
        .help("train a policy with `output " + control.name() + " ~ categorical(...)`, or give an interval"));
  }

  /** Limits on states and constraints that are not soft would not be kept, so the method refuses them. */
  private void unkept(Item.Run run, List<Symbol.Variable> variables, List<Constraint> constraints) {
    variables.stream()
        .filter(v -> v.is(Member.Variable.Kind.STATE) && v.declaration().domain().isPresent())
        .findFirst()
        .ifPresent(state -> refuse(run, "keep `" + state.name() + "` within its limits",
            state.declaration().domain().orElseThrow().span(), "limits of `" + state.name() + "`",
            "a penalty in the cost does it softly: `running 100*max(0, abs(" + state.name() + ") - 1)^2;`"));
    constraints.stream()
        .filter(c -> c.item().soft().isEmpty())
        .findFirst()
        .ifPresent(c -> refuse(run, "keep " + c.item()
            .label()
            .map(l -> "constraint `" + l + "`")
            .orElse("this constraint"), c.item().span(), "must hold", instead(c)));
  }

  /** What to write for a method that keeps no constraints: a soft one is a part of the cost. */
  private static String instead(Constraint constraint) {
    return switch (constraint.item().kind()) {
      case PATH, AT, TERMINAL ->
        "make it soft, a penalty: `" + constraint.item().condition().span().text() + " soft 100;`";
      case INITIAL -> "say it in the start: `start x = 0;`";
    };
  }

  private void refuse(Item.Run run, String duty, Span place, String label, String help) {
    diagnostics.report(Diagnostic
        .at(Code.E0806, run.method().span(), "`" + run.method() + "` does not keep constraints")
        .label("would not " + duty)
        .second(place, label)
        .help(help)
        .note("methods that keep them: " + NameReporter.quoted(able())));
  }

  /** The methods that keep constraints. */
  private static List<String> able() {
    return MethodSchemas.all()
        .stream()
        .filter(MethodSchema::constraints)
        .map(MethodSchema::name)
        .toList();
  }

  private List<Assignment> guess(Item.Run run) {
    List<Member.Guess> statements = settings(run, Member.Guess.class);
    return new AssignmentChecker(facts, diagnostics).guesses(statements, true);
  }

  private List<Assignment> start(Item.Run run) {
    return new AssignmentChecker(facts, diagnostics).starts(settings(run, Member.Start.class)).assignments();
  }

  private List<Setting.Expect> expect(Item.Run run) {
    List<Setting.Expect> found = new ArrayList<>();
    for (Setting.Expect expect : settings(run, Setting.Expect.class)) {
      Expression condition = expect.condition();
      if (facts.shapes().truth(condition, "an expectation")) {
        facts.units().check(condition);
        found.add(expect);
      }
    }
    return found;
  }

  private static <S extends Setting> List<S> settings(Item.Run run, Class<S> kind) {
    return run.block().settings().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
