/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.check.CheckedProblem.CheckedRun;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/**
 * Everything between the tree and the graph: names, what is not built yet, loops of definitions, moments, shapes, structure, runs. Each is
 * a class of its own; they share the {@link Analysis}. The tree is not touched.
 *
 * <p>Recursion goes as deep as the tree, whose left side may be very deep: run it on a large stack.
 */
public final class Checker {
  private final SourceFile file;
  private final Diagnostics diagnostics;
  private final SyntaxDamage damage;
  private final NameResolver.Resolution names;
  private final Analysis facts;

  private Checker(SourceFile file, Map<String, Double> constants, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
    this.damage = new SyntaxDamage(diagnostics);
    this.names = new NameResolver(damage, diagnostics).resolve(file);
    Set<Symbol> broken = new DefinitionLoops(names.bindings(), diagnostics).check(names.definitions());
    this.facts = new Analysis(names.bindings(), file, constants, broken, diagnostics);
  }

  /**
   * Checks a file and reports everything that is wrong with it.
   *
   * @param constants values of scalar consts that replace the declared ones, in whatever container they stand
   */
  public static CheckedFile check(SourceFile file, Map<String, Double> constants, Diagnostics diagnostics) {
    new UnbuiltChecker(diagnostics).check(file);
    Checker checker = new Checker(file, constants, diagnostics);
    try {
      return new CheckedFile(file, checker.facts, checker.problems(), checker.overridable());
    } catch (LimitExceeded e) {
      diagnostics.report(Diagnostic
          .at(Code.E0902, e.place(), "this program takes too much work to check")
          .label("gave up here")
          .help("make loops and sizes smaller"));
      return new CheckedFile(file, checker.facts, List.of(), Set.of());
    }
  }

  private List<CheckedProblem> problems() {
    definitions();
    new MomentChecker(facts, diagnostics).check(names.sites());
    DynamicsChecker dynamics = new DynamicsChecker(facts, damage, diagnostics);
    Map<Item.Model, Motion> models = new java.util.IdentityHashMap<>();
    for (Item item : file.items()) {
      if (item instanceof Item.Model model) {
        models.put(model, dynamics.motion(model.members(), new Motion()));
        members(model.members(), List.of());
      }
    }
    List<CheckedProblem> found = new ArrayList<>();
    RunChecker runs = new RunChecker(facts, diagnostics);
    for (Item item : file.items()) {
      if (item instanceof Item.Problem problem) {
        problem(problem, models, dynamics, runs).ifPresent(found::add);
      }
    }
    orphans(runs);
    new FlatChecker(facts, diagnostics).check(names.sites());
    new TimeDerivative(facts, coordinates(models.values()), diagnostics).check(names.sites());
    if (!diagnostics.hasErrors()) {
      lints(found);
    }
    return found;
  }

  private static Set<Symbol> coordinates(Collection<Motion> motions) {
    return motions.stream().flatMap(m -> m.rates().keySet().stream()).collect(Collectors.toSet());
  }

  /** What is allowed, but probably not meant. */
  private void lints(List<CheckedProblem> problems) {
    new UnusedNames(facts, diagnostics).check(file, names.sites(), names.definitions());
    BranchJumps jumps = new BranchJumps(facts, diagnostics);
    problems.forEach(jumps::check);
  }

  private void definitions() {
    facts.units().declarations();
    for (Symbol symbol : names.definitions()) {
      if (!facts.shapes().type(symbol).unknown()) {
        facts.units().define(symbol);
      }
      if (symbol instanceof Symbol.Variable variable) {
        new DeclarationChecker(facts, diagnostics).check(variable);
      } else if (symbol instanceof Symbol.Constant constant && !facts.shapes().type(constant).unknown()) {
        facts.constants().constant(constant);
      }
    }
  }

  private Optional<CheckedProblem> problem(Item.Problem problem, Map<Item.Model, Motion> models,
      DynamicsChecker checker, RunChecker runs) {
    Optional<Item.Model> model = problem.model()
        .flatMap(m -> facts.bindings().symbol(m.parts().getFirst()))
        .map(s -> (Item.Model) ((Symbol.Container) s).item());
    Motion around = model.map(models::get).orElseGet(Motion::new);
    Motion all = around.and(checker.motion(problem.members(), around));
    boolean discrete = checker.oneKind(all) && all.discrete();
    List<Symbol.Variable> variables = variables(problem, model);
    List<Symbol.Variable> states = variables.stream().filter(v -> v.is(Member.Variable.Kind.STATE)).toList();
    boolean wholeModel = problem.model().isEmpty() || model.isPresent();
    if (states.isEmpty() && wholeModel && !damage.any() && model.flatMap(Item.Model::parent).isEmpty()) {
      noState(problem, model);
    }
    checker.equations(all, variables);
    members(problem.members(), model.map(Item.Model::members).orElse(List.of()));
    var start = new StartChecker(facts, damage, diagnostics).start(problem, states);
    var guess = new AssignmentChecker(facts, diagnostics).guesses(problem.members()
        .stream()
        .filter(Member.Guess.class::isInstance)
        .map(Member.Guess.class::cast)
        .toList());
    var horizon = new HorizonChecker(facts, damage, diagnostics).horizon(problem, discrete);
    var constraints = new ConstraintChecker(facts, diagnostics).constraints(problem, horizon);
    var integration = new IntegratorChecker(facts, diagnostics).integration(problem, discrete);
    var objective = new ObjectiveChecker(facts, damage, diagnostics).objective(problem);
    List<CheckedRun> checkedRuns = new ArrayList<>();
    for (Item item : file.items()) {
      if (item instanceof Item.Run run && isFor(run, problem)) {
        runs.run(run, variables, constraints)
            .filter(r -> run.kind() == Item.Run.Kind.SOLVE)
            .ifPresent(checkedRuns::add);
      }
    }
    horizon.ifPresent(h -> new ProblemSize(facts, diagnostics).check(problem, variables, h.steps()));
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Member.Objective costs = objective.orElseThrow();
    return Optional.of(new CheckedProblem(problem, model, variables, discrete, all, start.assignments(),
        start.random(), start.free(), guess, horizon.orElseThrow().duration(), horizon.orElseThrow().steps(),
        integration.orElseThrow(), costs.maximize(),
        costs.items(), constraints, checkedRuns));
  }

  private boolean isFor(Item.Run run, Item.Problem problem) {
    return run.kind() != Item.Run.Kind.TRAIN
        && facts.bindings()
            .symbol(run.target().parts().getFirst())
            .filter(s -> s instanceof Symbol.Container c && c.item() == problem)
            .isPresent();
  }

  /** Runs of a problem that is not there still have their method checked. */
  private void orphans(RunChecker runs) {
    for (Item item : file.items()) {
      if (item instanceof Item.Run run && run.kind() != Item.Run.Kind.TRAIN
          && facts.bindings().symbol(run.target().parts().getFirst()).isEmpty()) {
        runs.run(run, List.of(), List.of());
      }
    }
  }

  private void noState(Item.Problem problem, Optional<Item.Model> model) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0501, problem.name().span(), "problem `" + problem.name() + "` has no state")
        .label("nothing moves here");
    model.ifPresent(m -> diagnostic.second(m.name().span(), "its model has none either"));
    diagnostics.report(diagnostic.help(problem.model().isEmpty()
        ? "name the model, `problem " + problem.name() + " for MODEL`, or declare a `state` here"
        : "declare a `state` in the model"));
  }

  /** What models and problems alike may hold, and each checks for itself. */
  private void members(List<Member> members, List<Member> around) {
    boolean view = Stream.concat(members.stream(), around.stream()).anyMatch(Member.View.class::isInstance);
    for (Member member : members) {
      switch (member) {
        case Member.Noise m -> facts.bindings()
            .symbol(m.name())
            .ifPresent(s -> new DistributionChecker(facts, diagnostics)
                .distribution(m.distribution(), facts.shapes().type(s), m.name().text(), s));
        case Member.Observe m -> new ObservationChecker(facts, diagnostics).check(m, view);
        case Member.View m -> new ViewChecker(facts, diagnostics).check(m);
        case Member.Terminate m -> {
          if (facts.shapes().truth(m.condition(), "what ends an episode")) {
            facts.units().check(m.condition());
          }
        }
        default -> {}
      }
    }
  }

  private List<Symbol.Variable> variables(Item.Problem problem, Optional<Item.Model> model) {
    List<Member> members = new ArrayList<>();
    model.ifPresent(m -> members.addAll(m.members()));
    members.addAll(problem.members());
    return members.stream()
        .flatMap(Checker::declared)
        .flatMap(name -> facts.bindings().symbol(name).stream())
        .filter(Symbol.Variable.class::isInstance)
        .map(Symbol.Variable.class::cast)
        .toList();
  }

  private static Stream<Name> declared(Member member) {
    return switch (member) {
      case Member.Variable m -> Stream.of(m.name());
      case Member.Coordinate m -> Stream.of(m.name(), m.rate());
      case Member.Horizon m -> m.free().stream().map(Member.Horizon.Free::name);
      default -> Stream.of();
    };
  }

  private Set<String> overridable() {
    Set<String> found = new HashSet<>();
    for (Symbol symbol : names.definitions()) {
      if (symbol instanceof Symbol.Constant constant
          && org.costate.compiler.types.Type.NUMBER.equals(facts.shapes().type(constant))) {
        found.add(constant.name());
      }
    }
    return found;
  }
}
