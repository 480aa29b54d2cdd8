/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.check.CheckedProblem.Assignment;
import org.costate.compiler.check.CheckedProblem.CheckedRun;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;

/** Runs: their method, their name, what stands in their block. */
final class RunChecker {
  /** Methods that the language will have. */
  private static final List<String> PLANNED =
      List.of("al_ilqr", "al", "ip", "fddp", "cem", "mppi", "ilqg", "shooting", "collocation", "auto");

  private final Analysis facts;
  private final Diagnostics diagnostics;
  private final Map<String, Span> names = new HashMap<>();

  RunChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** The run, if it has no errors of its own. */
  Optional<CheckedRun> run(Item.Run run, List<Symbol.Variable> variables) {
    Name named = run.name().orElse(run.target().parts().getLast());
    Span before = names.putIfAbsent(named.text(), named.span());
    if (before != null) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0805, named.span(), "two runs are called `" + named + "`")
          .label("the second")
          .second(before, "the first");
      if (run.name().isEmpty()) {
        diagnostic.help("give this one a name: `solve " + named + " as " + named + "2 using " + run.method() + "`");
      }
      diagnostics.report(diagnostic);
    }
    Optional<MethodSchema> schema = method(run.method());
    Map<String, String> options = new HashMap<>();
    schema.ifPresent(s -> {
      new OptionChecker(facts, s, diagnostics).options(run.block(), options);
      stateBounds(run, variables);
    });
    return schema.map(s -> new CheckedRun(run, named.text(), s.name(), options, guess(run), start(run), expect(run)));
  }

  private Optional<MethodSchema> method(Name method) {
    Optional<MethodSchema> schema = MethodSchemas.find(method.text());
    List<String> known = MethodSchemas.all().stream().map(MethodSchema::name).toList();
    if (schema.isEmpty() && PLANNED.contains(method.text())) {
      diagnostics.report(Diagnostic
          .at(Code.E0901, method.span(), "the method `" + method + "` is not built yet")
          .label("not built yet")
          .help("today there are " + NameReporter.quoted(known)));
    } else if (schema.isEmpty()) {
      Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0801, method.span(), "unknown method `" + method + "`")
          .label("no such method")
          .help("there are " + NameReporter.quoted(known));
      Suggestions.closest(method.text(), known).ifPresent(near -> diagnostic.fix(Fix.replace(method.span(), near)));
      diagnostics.report(diagnostic);
    }
    return schema;
  }

  /** Limits on states would not be kept, so the method refuses them. */
  private void stateBounds(Item.Run run, List<Symbol.Variable> variables) {
    variables.stream()
        .filter(v -> v.is(Member.Variable.Kind.STATE) && v.declaration().domain().isPresent())
        .findFirst()
        .ifPresent(state -> diagnostics.report(Diagnostic
            .at(Code.E0901, run.method().span(), "limits on states are not built yet for `" + run.method() + "`")
            .label("would not keep `" + state.name() + "` within its limits")
            .second(state.declaration().domain().orElseThrow().span(), "limits of `" + state.name() + "`")
            .help("delete the limits, or put a penalty into the cost: `running 100*max(0, abs(" + state.name()
                + ") - 1)^2;`")));
  }

  private List<Assignment> guess(Item.Run run) {
    List<Member.Guess> statements = settings(run, Member.Guess.class);
    return new AssignmentChecker(facts, diagnostics).guesses(statements);
  }

  private List<Assignment> start(Item.Run run) {
    return new AssignmentChecker(facts, diagnostics).starts(settings(run, Member.Start.class)).assignments();
  }

  private List<Setting.Expect> expect(Item.Run run) {
    List<Setting.Expect> found = new ArrayList<>();
    for (Setting.Expect expect : settings(run, Setting.Expect.class)) {
      Expression condition = expect.condition();
      if (facts.shapes().truth(condition, "an expectation")) {
        found.add(expect);
      }
    }
    return found;
  }

  private static <S extends Setting> List<S> settings(Item.Run run, Class<S> kind) {
    return run.block().settings().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
