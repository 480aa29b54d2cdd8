/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.costate.compiler.types.Type;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.RunInfo;

/** What stands in a {@code train} block and in no other: its method, its teacher (E0811), what its params are set to. */
final class TrainChecker {
  /** The group of options that formulas, or a run, teach in. */
  static final String TEACHER = "teacher";
  /** The word in it that names a run. */
  static final String RUN = "run";
  /** Groups that give params values. */
  static final Set<String> SETS = Set.of("set", "evaluate.set");
  /** Where trials are made from several starts there are as many. */
  private static final Set<String> TRIED = Set.of("set", "evaluate.set", "condition.set");
  /** Where a teacher shows what to do there is one more. */
  private static final Set<String> TAUGHT = Set.of("set", "evaluate.set", "demonstrate.set", TEACHER);

  private final Analysis facts;
  private final Diagnostics diagnostics;

  TrainChecker(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** The method that trains; reported if there is none. */
  Optional<MethodSchema> method(Name method) {
    Optional<MethodSchema> known = LearningSchemas.find(method.text());
    List<String> words = LearningSchemas.all().stream().map(MethodSchema::name).toList();
    if (known.isPresent()) {
      return known;
    }
    if (LearningSchemas.UNBUILT.contains(method.text())) {
      diagnostics.report(Diagnostic.at(Code.E0901, method.span(), "`" + method + "` is not built yet")
          .label("not built yet")
          .help("there are " + NameReporter.quoted(words)));
      return Optional.empty();
    }
    boolean solves = MethodSchemas.find(method.text()).isPresent();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0801, method.span(), solves ? "`" + method + "` solves problems and trains nothing"
            : "unknown method `" + method + "`")
        .label(solves ? "a method of `solve` and `mpc`" : "no such method")
        .help("there are " + NameReporter.quoted(words));
    Suggestions.closest(method.text(), words).ifPresent(near -> diagnostic.fix(Fix.replace(method.span(), near)));
    diagnostics.report(diagnostic);
    return Optional.empty();
  }

  /** The groups that are not options of the method, but checked here. */
  static Set<String> groups(MethodSchema method) {
    return LearningSchemas.imitates(method) ? TAUGHT : LearningSchemas.guides(method) ? TRIED : SETS;
  }

  /** Reports a start or a guess, which belong to solves. */
  void misplaced(Item.Run run) {
    for (Setting setting : run.block().settings()) {
      String word = switch (setting) {
        case Member.Start s -> "start";
        case Member.Guess s -> "guess";
        default -> "";
      };
      if (!word.isEmpty()) {
        diagnostics.report(Diagnostic
            .at(Code.E0802, setting.span(), "`" + word + "` does not belong to `train`")
            .label("episodes begin as the problem says")
            .help("`set { PARAM = value; }` changes params for the training"));
      }
    }
  }

  /** The values of params in each phase of a training. */
  List<RunInfo.Setting> settings(Item.Run run) {
    List<RunInfo.Setting> all = new ArrayList<>();
    for (Setting.Group group : groups(run.block().settings(), "set")) {
      all.addAll(set(group, RunInfo.Phase.TRAINING));
    }
    all.addAll(sets(run, "demonstrate", RunInfo.Phase.DEMONSTRATION));
    List<Setting.Group> conditions = groups(run.block().settings(), "condition");
    for (int i = 0; i < conditions.size(); i++) {
      all.addAll(condition(conditions.get(i), i + 1));
    }
    all.addAll(sets(run, "evaluate", RunInfo.Phase.EVALUATION));
    return all;
  }

  /** One of the starts from which trials are made; a condition that sets nothing would be like any other. */
  private List<RunInfo.Setting> condition(Setting.Group group, int number) {
    List<Setting.Group> sets = groups(group.block().settings(), "set");
    if (sets.isEmpty()) {
      diagnostics.report(Diagnostic.at(Code.E0802, group.name().span(), "a condition sets params")
          .label("sets none")
          .help("`condition { set { m = 1.2; } }`; `conditions = 4;` draws four of them"));
    }
    return sets.stream()
        .flatMap(set -> set(set, RunInfo.Phase.CONDITION).stream())
        .map(s -> new RunInfo.Setting(s.phase(), number, s.param(), s.values()))
        .toList();
  }

  /** Reports conditions that are both listed and counted, and measured things that are no observations. */
  void trials(Item.Run run) {
    List<Setting.Group> listed = groups(run.block().settings(), "condition");
    for (Setting setting : run.block().settings()) {
      if (setting instanceof Setting.Option option && option.name().text().equals(LearningSchemas.CONDITIONS)
          && !listed.isEmpty()) {
        diagnostics.report(Diagnostic
            .at(Code.E0802, option.name().span(), "the conditions are listed, and counted too")
            .label("counts them")
            .second(listed.getFirst().name().span(), "the first that is listed")
            .help("leave out `conditions`"));
      }
      if (setting instanceof Setting.Option option && option.name().text().equals(LearningSchemas.MEASURE)) {
        OptionChecker.names(option.value().bare()).stream().flatMap(List::stream).forEach(this::measured);
      }
    }
  }

  /** Reports methods that fit dynamics to trials where the dynamics of the program decide on the running cost. */
  void integrated(List<CheckedRun> runs) {
    for (CheckedRun run : runs) {
      boolean fits = LearningSchemas.find(run.method()).filter(LearningSchemas::guides).isPresent()
          && !run.options().getOrDefault(LearningSchemas.DYNAMICS, "").equals(LearningSchemas.KNOWN);
      if (fits) {
        diagnostics.report(Diagnostic
            .at(Code.E0806, run.item().method().span(),
                "`" + run.method()
                    + "` learns the dynamics from trials, and the running cost is integrated along those of the program")
            .label("may not use the program's dynamics")
            .help("`integrator rk4 cost left;` takes the cost at the start of each step; `dynamics = known;` uses the"
                + " program's dynamics"));
      }
    }
  }

  /** Reports methods that learn from single steps where the policy remembers. */
  void remembering(List<CheckedRun> runs, List<PolicyInfo> policies) {
    for (CheckedRun run : runs) {
      boolean remembers = policies.stream()
          .anyMatch(p -> p.name().equals(run.item().target().parts().getLast().text()) && !p.memories().isEmpty());
      if (remembers && LearningSchemas.find(run.method()).filter(LearningSchemas::guides).isPresent()) {
        diagnostics.report(Diagnostic
            .at(Code.E0806, run.item().method().span(),
                "`" + run.method() + "` learns from single steps, and the policy remembers")
            .label("not for a `gru`")
            .help(
                "`previous(...)` of an input looks one step back; policy gradients and imitation go back through time"));
      }
    }
  }

  private void measured(Expression.Reference reference) {
    facts.bindings()
        .symbol(reference.name())
        .filter(symbol -> !(symbol instanceof Symbol.Observation seen && !facts.picture(seen.declaration())))
        .ifPresent(symbol -> diagnostics.report(Diagnostic
            .at(Code.E0802, reference.span(), symbol instanceof Symbol.Observation
                ? "`" + reference.text() + "` is a picture"
                : "`" + reference.text() + "` is "
                    + Kinds.withArticle(symbol.kind()) + ", not an observation")
            .label("observations of numbers are measured beside the state")));
  }

  private List<RunInfo.Setting> sets(Item.Run run, String name, RunInfo.Phase phase) {
    return groups(run.block().settings(), name).stream()
        .flatMap(phased -> groups(phased.block().settings(), "set").stream())
        .flatMap(group -> set(group, phase).stream())
        .toList();
  }

  private static List<Setting.Group> groups(List<Setting> settings, String name) {
    return settings.stream()
        .filter(s -> s instanceof Setting.Group g && g.name().text().equals(name))
        .map(Setting.Group.class::cast)
        .toList();
  }

  private List<RunInfo.Setting> set(Setting.Group group, RunInfo.Phase phase) {
    List<RunInfo.Setting> found = new ArrayList<>();
    Map<Symbol, Setting.Option> given = new HashMap<>();
    for (Setting setting : group.block().settings()) {
      if (!(setting instanceof Setting.Option option)) {
        notAnAssignment(setting, "`set` gives params their values: `set { m = 1.2; }`");
        continue;
      }
      Optional<Symbol.Variable> param = variable(option, Member.Variable.Kind.PARAM, given);
      if (param.isPresent() && fits(option, param.get())) {
        facts.shapes()
            .constant(option.value())
            .map(v -> v.filling(facts.shape(param.get())))
            .ifPresent(v -> found.add(new RunInfo.Setting(phase, param.get().name(), v.elements())));
      }
    }
    return found;
  }

  private void notAnAssignment(Setting setting, String help) {
    diagnostics.report(Diagnostic.at(Code.E0802, setting.span(), "only values stand here")
        .label("not `NAME = value;`")
        .help(help));
  }

  /** The variable of a kind that an assignment names, once. */
  private Optional<Symbol.Variable> variable(
      Setting.Option option, Member.Variable.Kind kind, Map<Symbol, Setting.Option> given) {
    Optional<Symbol> symbol = facts.bindings().symbol(option.name());
    if (symbol.isEmpty()) {
      return Optional.empty();
    }
    if (!(symbol.get() instanceof Symbol.Variable variable && variable.is(kind))) {
      diagnostics.report(Diagnostic
          .at(kind == Member.Variable.Kind.CONTROL ? Code.E0811 : Code.E0802, option.name().span(),
              "`" + option.name() + "` is " + Kinds.withArticle(symbol.get().kind()) + ", not a " + kind.word())
          .label("a " + kind.word() + " is needed here"));
      return Optional.empty();
    }
    Setting.Option before = given.putIfAbsent(variable, option);
    if (before != null) {
      diagnostics.report(Diagnostic
          .at(Code.E0805, option.name().span(), "`" + option.name() + "` has two values")
          .label("given again here")
          .second(before.name().span(), "first given here"));
      return Optional.empty();
    }
    return Optional.of(variable);
  }

  private boolean fits(Setting.Option option, Symbol.Variable variable) {
    boolean fits = facts.shapes()
        .fits(facts.shapes().type(variable), facts.shapes().type(option.value()), option.value(),
            "`" + variable.name() + "`", variable.place().orElseThrow());
    if (fits) {
      facts.units().store(option.value(), variable);
    }
    return fits;
  }

  /**
   * What a teacher does with each control; empty where a run teaches, whose name goes into the options.
   *
   * @param planners of all problems
   */
  List<Assignment> teacher(
      Item.Run run, List<Symbol.Variable> variables, List<Planner> planners, Map<String, String> options) {
    List<Setting.Group> groups = groups(run.block().settings(), TEACHER);
    Map<Symbol, Setting.Option> given = new HashMap<>();
    List<Assignment> found = new ArrayList<>();
    for (Setting setting : groups.stream().flatMap(g -> g.block().settings().stream()).toList()) {
      switch (setting) {
        case Setting.Option option when option.name().text().equals(RUN) ->
          teachingRun(option.value(), new Planner(run, variables), planners)
              .ifPresent(name -> options.put(LearningSchemas.TEACHER_RUN, name));
        case Setting.Option option -> variable(option, Member.Variable.Kind.CONTROL, given)
            .filter(control -> fits(option, control))
            .ifPresent(control -> found.add(new Assignment(control,
                Slicing.all(((Type.Numbers) facts.shapes().type(control)).shape()), option.value())));
        default -> notAnAssignment(setting, "a teacher says what each control is: `teacher { u = -x; }`");
      }
    }
    if (options.containsKey(LearningSchemas.TEACHER_RUN) || diagnostics.hasErrors()) {
      return found;
    }
    if (run.method().text().equals(LearningSchemas.PLATO.name())) {
      diagnostics.report(Diagnostic
          .at(Code.E0811, groups.isEmpty() ? run.method().span() : groups.getFirst().name().span(),
              "`plato` needs a teacher who plans")
          .label("who plans near the policy at every step?")
          .help("`teacher { run = NAME; }` names an `mpc` block"));
    } else {
      complete(run, variables, groups, given);
    }
    return found;
  }

  private Optional<String> teachingRun(Expression value, Planner pupil, List<Planner> planners) {
    String name = value.bare() instanceof Expression.Text text ? text.value() : value.span().text();
    Optional<Planner> planner = planners.stream().filter(p -> p.name().equals(name)).findFirst();
    if (planner.isPresent()) {
      return fits(value, pupil, planner.get()) ? Optional.of(name) : Optional.empty();
    }
    List<String> known = planners.stream().filter(p -> sameVariables(pupil, p)).map(Planner::name).toList();
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0201, value.span(), "unknown run `" + name + "`")
        .label("no `solve` or `mpc` block")
        .help(known.isEmpty() ? "no problem with these states and controls has such a block"
            : "there are " + NameReporter.quoted(known));
    Suggestions.closest(name, known).ifPresent(near -> diagnostic.fix(Fix.replace(value.span(), near)));
    diagnostics.report(diagnostic);
    return Optional.empty();
  }

  private boolean fits(Expression value, Planner pupil, Planner planner) {
    if (!sameVariables(pupil, planner)) {
      diagnostics.report(Diagnostic
          .at(Code.E0811, value.span(), "`" + planner.name() + "` plans for other states or controls")
          .label("cannot say what to do here")
          .second(planner.run().target().span(), "a problem of another system")
          .help("a teacher's problem has the same states and controls, as problems `for` one model have"));
      return false;
    }
    if (pupil.run().method().text().equals(LearningSchemas.PLATO.name())
        && planner.run().kind() != Item.Run.Kind.MPC) {
      diagnostics.report(Diagnostic.at(Code.E0811, value.span(), "`" + planner.name() + "` plans once an episode")
          .label("cannot plan near the policy at every step")
          .second(planner.run().keyword(), "a `solve` block")
          .help(
              "`mpc " + planner.run().target() + " using " + planner.run().method() + " { ... }` plans at every step"));
      return false;
    }
    return true;
  }

  private boolean sameVariables(Planner pupil, Planner planner) {
    return Stream.of(Member.Variable.Kind.STATE, Member.Variable.Kind.CONTROL)
        .allMatch(kind -> signatures(pupil, kind).equals(signatures(planner, kind)));
  }

  private List<String> signatures(Planner planner, Member.Variable.Kind kind) {
    return planner.variables(kind).stream().map(v -> v.name() + " : " + facts.shapes().type(v)).toList();
  }

  private void complete(Item.Run run, List<Symbol.Variable> variables, List<Setting.Group> groups,
      Map<Symbol, Setting.Option> given) {
    Stream<Symbol.Variable> silent =
        variables.stream().filter(v -> v.is(Member.Variable.Kind.CONTROL) && !given.containsKey(v));
    silent.findFirst()
        .ifPresent(control -> diagnostics.report(Diagnostic
            .at(Code.E0811, groups.isEmpty() ? run.method().span() : groups.getFirst().name().span(),
                groups.isEmpty() ? "`" + run.method() + "` needs a teacher"
                    : "the teacher does not say what `" + control.name() + "` is")
            .label("who shows what to do?")
            .second(control.place().orElseThrow(), "declared here")
            .help("`teacher { " + control.name()
                + " = ...; }` may use every state, `teacher { run = NAME; }` lets a `solve`"
                + " or `mpc` block teach")));
  }
}
