/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.check.CheckedProblem.CheckedRun;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.MethodSchemas;

/** {@code transcription = collocation} takes the equations of an implicit integrator for constraints: there must be some. */
final class TranscriptionChecker {
  /** How many stages each implicit integrator has. */
  private static final Map<String, Integer> STAGES =
      new TreeMap<>(Map.of("backward_euler", 1, "gauss2", 2, "radau", 3));

  private final Diagnostics diagnostics;

  TranscriptionChecker(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** How many stages of each step a run solves for; none if no run does. */
  int stages(Item.Problem problem, boolean discrete, CheckedProblem.Integration integration, List<CheckedRun> runs) {
    List<CheckedRun> asking = runs.stream().filter(run -> MethodSchemas.collocates(run.options())).toList();
    asking.forEach(run -> check(problem, discrete, integration.rule(), run));
    return asking.isEmpty() ? 0 : STAGES.getOrDefault(integration.rule(), 0) * integration.substeps();
  }

  private void check(Item.Problem problem, boolean discrete, String rule, CheckedRun run) {
    Span option = option(run.item());
    if (discrete) {
      diagnostics.report(Diagnostic
          .at(Code.E0807, option, "the steps of `" + problem.name() + "` have no stages to collocate")
          .label("`next` gives the next state itself")
          .help("leave the option out"));
      return;
    }
    if (STAGES.containsKey(rule)) {
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0807, option, "`" + rule + "` has no equations to collocate")
        .label("takes the equations of an implicit integrator for constraints")
        .note("implicit ones are " + NameReporter.quoted(List.copyOf(STAGES.keySet())));
    Optional<Member.Integrator> clause = first(problem, Member.Integrator.class);
    if (clause.isPresent()) {
      diagnostic.second(clause.get().span(), "an explicit one").fix(Fix.replace(clause.get().rule().span(), "radau"));
    } else {
      first(problem, Member.Horizon.class).ifPresent(horizon -> diagnostic
          .second(horizon.span(), "without an integrator the steps are taken by `rk4`")
          .fix(Fix.insertAfter(horizon.span(), "\n  integrator radau;")));
    }
    diagnostics.report(diagnostic);
  }

  private static <T extends Member> Optional<T> first(Item.Problem problem, Class<T> kind) {
    return problem.members().stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** Where a block asks for it. */
  private static Span option(Item.Run run) {
    return run.block()
        .settings()
        .stream()
        .filter(s -> s instanceof Setting.Option o && o.name().text().equals(MethodSchemas.TRANSCRIPTION))
        .findFirst()
        .orElseThrow()
        .span();
  }
}
