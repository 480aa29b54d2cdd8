/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.compiler.ast.CostItem;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Node;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.check.CheckedProblem.CheckedRun;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.compiler.types.Type;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.LearningSchemas;

/**
 * Everything between the tree and the graph: names, what is not built yet, loops of definitions, moments, shapes, structure, runs. Each is
 * a class of its own; they share the {@link Analysis}. The tree is not touched.
 *
 * <p>Recursion goes as deep as the tree, whose left side may be very deep: run it on a large stack.
 */
public final class Checker {
  private final ModuleGraph program;
  private final Diagnostics diagnostics;
  private final SyntaxDamage damage;
  private final Overrides overrides;
  private final NameResolver.Resolution names;
  private final Lineage lineage;
  private final Analysis facts;

  private Checker(
      ModuleGraph program, Map<String, Double> constants, DataProvider data, Diagnostics diagnostics) {
    this.program = program;
    this.diagnostics = diagnostics;
    this.damage = new SyntaxDamage(diagnostics);
    this.overrides = new Overrides(constants, program.names());
    this.names = new NameResolver(damage, diagnostics).resolve(program);
    this.lineage = new Lineage(names.bindings());
    Set<Symbol> broken = new DefinitionLoops(names.bindings(), diagnostics).check(names.definitions());
    this.facts = new Analysis(names.bindings(), program, overrides, broken, data, diagnostics);
  }

  /**
   * Checks a program, its modules included, and reports everything that is wrong with it.
   *
   * @param constants values of scalar consts that replace the declared ones, in whatever container they stand; those of modules are called
   *     by the module's name, a dot and their own
   * @param data reads the data files that the program names
   */
  public static CheckedFile check(
      ModuleGraph program, Map<String, Double> constants, DataProvider data, Diagnostics diagnostics) {
    program.files().forEach(file -> new UnbuiltChecker(diagnostics).check(file));
    Checker checker = new Checker(program, constants, data, diagnostics);
    SourceFile file = program.root();
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
    Map<Item.Model, Motion> models = new IdentityHashMap<>();
    for (SourceFile file : program.files()) {
      for (Item item : file.items()) {
        if (item instanceof Item.Model model) {
          motion(model, models, dynamics);
          members(model.members(), lineage.inherited(model));
        }
      }
    }
    RunChecker runs = new RunChecker(facts, diagnostics);
    Map<Item, List<Item.Run>> blocks = blocks();
    List<Planner> planners = planners();
    List<CheckedProblem> found = new ArrayList<>();
    for (SourceFile file : program.files()) {
      for (Item item : file.items()) {
        if (item instanceof Item.Problem problem) {
          Optional<CheckedProblem> checked =
              problem(problem, models, dynamics, blocks.getOrDefault(problem, List.of()), planners, runs);
          checked.filter(c -> file == program.root() || !c.runs().isEmpty()
              || policies(problem).anyMatch(p -> file(p) == file(program.root()))).ifPresent(found::add);
        }
      }
    }
    orphans(runs);
    new FlatChecker(facts, diagnostics).check(names.sites());
    new TimeDerivative(facts, coordinates(), diagnostics).check(names.sites());
    if (!diagnostics.hasErrors()) {
      lints(found);
    }
    return found;
  }

  /** Of models and of problems that declare their plant themselves. */
  private Set<Symbol> coordinates() {
    return program.files().stream().flatMap(file -> file.items().stream()).flatMap(item -> switch (item) {
      case Item.Model m -> m.members().stream();
      case Item.Problem p -> p.members().stream();
      case Item.Policy p -> Stream.<Member>of();
      case Item.Run r -> Stream.<Member>of();
      case Item.Declaration d -> Stream.<Member>of();
    })
        .filter(Member.Coordinate.class::isInstance)
        .flatMap(m -> facts.bindings().symbol(((Member.Coordinate) m).name()).stream())
        .collect(Collectors.toSet());
  }

  /** What is allowed, but probably not meant. The names of modules are for others. */
  private void lints(List<CheckedProblem> problems) {
    Source root = program.root().span().source();
    List<Symbol> own = Stream.concat(names.definitions().stream(), layers())
        .filter(s -> s.place().filter(p -> p.source() == root).isPresent())
        .toList();
    new UnusedNames(facts, diagnostics).check(program.root(), names.sites(), own);
    BranchJumps jumps = new BranchJumps(facts, diagnostics);
    NormLimits lengths = new NormLimits(facts, diagnostics);
    SquaredAngles angles = new SquaredAngles(facts, diagnostics);
    for (CheckedProblem problem : problems) {
      if (isDifferentiated(problem)) {
        jumps.check(problem);
      }
      lengths.check(problem);
      angles.check(problem);
    }
  }

  /** Trainings go by what they try, unless they are told to use the program's dynamics. */
  private static boolean isDifferentiated(CheckedProblem problem) {
    return problem.runs().isEmpty() || problem.runs()
        .stream()
        .anyMatch(run -> run.training().isEmpty()
            || run.options().getOrDefault(LearningSchemas.DYNAMICS, "").equals(LearningSchemas.KNOWN));
  }

  /** Of all policies. */
  private Stream<Symbol> layers() {
    return program.files()
        .stream()
        .flatMap(file -> file.items().stream())
        .filter(Item.Policy.class::isInstance)
        .flatMap(item -> ((Item.Policy) item).statements().stream())
        .flatMap(statement -> switch (statement) {
          case Statement.Layer s -> facts.bindings().symbol(s.name()).stream();
          case Member.Let s -> facts.bindings().symbol(s.name()).stream();
          default -> Stream.of();
        });
  }

  /** Finds how a model moves, with those that it extends, if that is not known yet. */
  private void motion(Item.Model model, Map<Item.Model, Motion> models, DynamicsChecker checker) {
    Motion around = new Motion();
    for (Item.Model next : lineage.of(model)) {
      if (!models.containsKey(next)) {
        models.put(next, around.and(checker.motion(next.members(), around)));
      }
      around = models.get(next);
    }
  }

  private List<Item.Run> runs() {
    return program.files()
        .stream()
        .flatMap(file -> file.items().stream())
        .filter(Item.Run.class::isInstance)
        .map(Item.Run.class::cast)
        .toList();
  }

  /** The problem that a run is for, or that of the policy that it trains. */
  private Optional<Item> target(Item.Run run) {
    return facts.bindings()
        .symbol(run.target().parts().getLast())
        .flatMap(symbol -> symbol instanceof Symbol.Policy policy
            ? facts.bindings().symbol(policy.item().problem().parts().getLast())
            : Optional.of(symbol))
        .map(problem -> ((Symbol.Container) problem).item());
  }

  /** The blocks for each problem. */
  private Map<Item, List<Item.Run>> blocks() {
    Map<Item, List<Item.Run>> blocks = new IdentityHashMap<>();
    for (Item.Run run : runs()) {
      target(run)
          .ifPresent(problem -> blocks.computeIfAbsent(problem, _ -> new ArrayList<>()).add(run));
    }
    return blocks;
  }

  /** All blocks that could teach, those that plan at every step first. */
  private List<Planner> planners() {
    List<Planner> planners = new ArrayList<>();
    for (Item.Run.Kind kind : List.of(Item.Run.Kind.MPC, Item.Run.Kind.SOLVE)) {
      for (Item.Run run : runs()) {
        if (run.kind() == kind && target(run).orElse(null) instanceof Item.Problem problem) {
          planners.add(new Planner(run, variables(problem)));
        }
      }
    }
    return planners;
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

  private Optional<CheckedProblem> problem(Item.Problem problem, Map<Item.Model, Motion> motions,
      DynamicsChecker checker, List<Item.Run> blocks, List<Planner> planners, RunChecker runs) {
    List<Item.Model> models = lineage.of(problem);
    Motion around = models.isEmpty() ? new Motion() : motions.get(models.getLast());
    Motion all = around.and(checker.motion(problem.members(), around));
    boolean discrete = checker.oneKind(all) && all.discrete();
    List<Symbol.Variable> variables = variables(problem);
    List<Symbol.Variable> states = variables.stream().filter(v -> v.is(Member.Variable.Kind.STATE)).toList();
    if (states.isEmpty() && whole(problem, models) && !damage.any()) {
      noState(problem, models);
    }
    checker.equations(all, variables);
    members(problem.members(), lineage.inherited(problem));
    var start = new StartChecker(facts, damage, diagnostics).start(problem, states);
    var guess = new AssignmentChecker(facts, diagnostics).guesses(problem.members()
        .stream()
        .filter(Member.Guess.class::isInstance)
        .map(Member.Guess.class::cast)
        .toList(), false);
    var horizon = new HorizonChecker(facts, damage, diagnostics).horizon(problem, discrete);
    var constraints = new ConstraintChecker(facts, diagnostics).constraints(problem, horizon);
    var integration = new IntegratorChecker(facts, diagnostics).integration(problem, discrete);
    var objective = new ObjectiveChecker(facts, damage, diagnostics).objective(problem);
    List<CheckedRun> checkedRuns = new ArrayList<>();
    for (Item.Run block : blocks) {
      runs.run(block, variables, constraints, planners)
          .filter(r -> file(block) == file(program.root()))
          .ifPresent(checkedRuns::add);
    }
    boolean integrated = integration.filter(rule -> !discrete && !rule.costLeft()).isPresent()
        && objective.filter(o -> o.items().stream().anyMatch(i -> i.kind() == CostItem.Kind.RUNNING)).isPresent();
    if (integrated) {
      new TrainChecker(facts, diagnostics).integrated(checkedRuns);
    }
    List<PolicyInfo> policies = policies(problem, variables);
    new TrainChecker(facts, diagnostics).remembering(checkedRuns, policies);
    TranscriptionChecker transcription = new TranscriptionChecker(diagnostics);
    int stages = integration.map(rule -> transcription.stages(problem, discrete, rule, checkedRuns)).orElse(0);
    horizon.ifPresent(h -> new ProblemSize(facts, diagnostics).check(problem, variables, h.steps(), stages));
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Member.Objective costs = objective.orElseThrow();
    return Optional.of(new CheckedProblem(problem, models, variables, discrete, all, start.assignments(),
        start.random(), start.free(), guess, horizon.orElseThrow().duration(), horizon.orElseThrow().steps(),
        integration.orElseThrow(), costs.maximize(),
        costs.items(), constraints, checkedRuns, policies));
  }

  /** Those for a problem that have no errors. */
  private List<PolicyInfo> policies(Item.Problem problem, List<Symbol.Variable> variables) {
    List<Symbol.Variable> controls = variables.stream().filter(v -> v.is(Member.Variable.Kind.CONTROL)).toList();
    return policies(problem)
        .flatMap(p -> new PolicyChecker(facts, damage, diagnostics).policy(p, controls).stream())
        .toList();
  }

  private Stream<Item.Policy> policies(Item.Problem problem) {
    return program.files()
        .stream()
        .flatMap(file -> file.items().stream())
        .filter(item -> item instanceof Item.Policy p && facts.bindings()
            .symbol(p.problem().parts().getLast())
            .filter(s -> ((Symbol.Container) s).item() == problem)
            .isPresent())
        .map(Item.Policy.class::cast);
  }

  private static Source file(Node node) {
    return node.span().source();
  }

  /** Runs of a problem that is not there still have their method checked. */
  private void orphans(RunChecker checker) {
    for (Item.Run run : runs()) {
      if (target(run).isEmpty()) {
        checker.run(run, List.of(), List.of(), List.of());
      }
    }
  }

  private void noState(Item.Problem problem, List<Item.Model> models) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0501, problem.name().span(), "problem `" + problem.name() + "` has no state")
        .label("nothing moves here");
    models.forEach(m -> diagnostic.second(m.name().span(), "its model has none either"));
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
                .distribution(m.distribution(), facts.shapes().type(s), m.name().text(), s)
                .ifPresent(d -> facts.drawn(s, d)));
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

  /** Whether every model that a problem is made of is known. */
  private static boolean whole(Item.Problem problem, List<Item.Model> models) {
    return models.isEmpty() ? problem.model().isEmpty() : models.getFirst().parent().isEmpty();
  }

  private List<Symbol.Variable> variables(Item.Problem problem) {
    return lineage.members(problem)
        .stream()
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
          && Type.NUMBER.equals(facts.shapes().type(constant))) {
        found.add(overrides.name(constant));
      }
    }
    return found;
  }
}
