/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.runtime.learn.gps.GuidedPolicySearch;
import org.costate.runtime.learn.gps.LinearGaussianController;
import org.costate.runtime.learn.gps.MeasuredTrials;
import org.costate.runtime.learn.gps.ProgramConditions;
import org.costate.runtime.learn.imitation.CompiledLesson;
import org.costate.runtime.learn.imitation.PlanningTeacher;
import org.costate.runtime.learn.imitation.TaughtEnvironment;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Backends;
import org.costate.runtime.learn.plant.Plant;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.learn.train.Evaluation;
import org.costate.runtime.learn.train.Learners;
import org.costate.runtime.learn.train.TrainedPolicy;
import org.costate.runtime.learn.train.TrainingRun;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.problem.GeneratedTeacher;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.OptionValues;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.solve.Workers;
import org.costate.runtime.stats.RandomStream;

/**
 * A {@code train} block. Immutable: the setters return a changed copy. The same program, seed and options give the same bits, for any number of
 * threads, and whether the run was stopped and resumed or not.
 */
public final class Training {
  /** The policy's file in the folder of a run. */
  public static final String POLICY = "policy.npz";

  /** The file of the evaluations on the way. */
  public static final String EVALUATIONS = "evaluation.csv";

  /** Evaluations draw from streams that no training begins with, whose seeds are not negative. */
  private static final long EVALUATION = Long.MIN_VALUE;

  private static final int CHECKPOINT_EVERY = 10;

  /** What does not decide on the outcome of an iteration. */
  private static final List<String> FREE =
      List.of("threads", "steps", "rounds", "iterations", "evaluate.episodes", "evaluate.every");

  private final Problem problem;
  private final RunInfo block;
  private final Map<String, String> changed;
  private final Optional<Path> folder;
  private final Optional<Plant> elsewhere;

  private Training(Problem problem, RunInfo block, Map<String, String> changed, Optional<Path> folder,
      Optional<Plant> elsewhere) {
    this.problem = problem;
    this.block = block;
    this.changed = Map.copyOf(changed);
    this.folder = folder;
    this.elsewhere = elsewhere;
  }

  /** As the block says. */
  static Training of(Problem problem, RunInfo block) {
    return new Training(problem, block, Map.of(), Optional.empty(), Optional.empty());
  }

  /** The name of the block. */
  public String name() {
    return block.name();
  }

  /** The method that trains. */
  public String method() {
    return block.method();
  }

  /** Whether its budget is counted in steps of environments, and not in rounds. */
  public boolean countsSteps() {
    return schema().option("steps").isPresent();
  }

  /** The name of the policy. */
  public String policyName() {
    return block.policy();
  }

  /**
   * With another value of an option.
   *
   * @param option as in the block, groups joined with a dot, {@code critic.rate}
   * @throws IllegalArgumentException for an option that the method does not have, and a value that it does not take
   */
  public Training option(String option, String value) {
    Map<String, String> all = new HashMap<>(changed);
    all.put(option, value);
    Training other = new Training(problem, block, all, folder, elsewhere);
    other.options();
    return other;
  }

  /** Where the random numbers begin, at least 0. */
  public Training seed(long number) {
    return option("seed", Long.toString(number));
  }

  /** The seed of the block, or that which was given. */
  public long seed() {
    return options().integer("seed");
  }

  /**
   * With files in a folder, which is made if it is not there: {@code metrics.csv} and TensorBoard's events as they come, {@code checkpoint.npz}
   * to resume from, {@value #EVALUATIONS} if there are evaluations on the way, {@value #POLICY} at the end.
   */
  public Training folder(Path path) {
    return new Training(problem, block, changed, Optional.of(path), elsewhere);
  }

  /**
   * With trials, and evaluations too, on a plant instead of the program's dynamics, of which only names, sizes, limits, draws and costs are used then.
   *
   * @throws IllegalArgumentException for a method that is no guided policy search: others run many episodes at once, or ask a teacher who knows more
   *     than a plant tells
   */
  public Training plant(Plant plant) {
    if (!LearningSchemas.guides(schema())) {
      throw new IllegalArgumentException(block.method() + " does not train on a plant elsewhere; "
          + LearningSchemas.all()
              .stream()
              .filter(LearningSchemas::guides)
              .map(MethodSchema::name)
              .collect(Collectors.joining(", "))
          + " do");
    }
    return new Training(problem, block, changed, folder, Optional.of(plant));
  }

  /** All options, with their defaults. */
  public OptionValues options() {
    Map<String, String> given = new HashMap<>(block.options());
    given.putAll(changed);
    return schema().resolve(given);
  }

  private MethodSchema schema() {
    return LearningSchemas.find(block.method()).orElseThrow();
  }

  /**
   * Trains from the beginning, in place of an older run in the folder. An interrupt of the thread ends it behind the iteration at work.
   *
   * @throws IOException if a file cannot be written
   * @throws LearningFailure if a plant cannot be set up for the first trial
   */
  public TrainingResult run(TrainingRun.Observer observer) throws IOException {
    return run(false, observer);
  }

  /**
   * Goes on with the run of the folder, as if it had not been stopped; the budget may be another one.
   *
   * @throws IOException if there is no checkpoint, or that of another program, seed or options
   * @throws LearningFailure if a plant cannot be set up for the first trial
   */
  public TrainingResult resume(TrainingRun.Observer observer) throws IOException {
    return run(true, observer);
  }

  private TrainingResult run(boolean resumed, TrainingRun.Observer observer) throws IOException {
    OptionValues options = options();
    PolicyInfo policy = policy();
    Supplier<Environment> environments = plant(RunInfo.Phase.TRAINING)::get;
    EnvironmentInfo info = environments.get().info();
    Backend backend = backend(options);
    Learner learner = learner(options, environments, backend);
    if (folder.isPresent()) {
      Files.createDirectories(folder.get());
    }
    TrainingRun run = new TrainingRun(learner, Learners.budget(block.method(), options), identity(policy, options),
        LearningSchemas.guides(schema()) ? 1 : CHECKPOINT_EVERY, folder);
    if (resumed) {
      run.resume();
    }
    TrainingRun.Status status;
    try (Evaluations evaluations = evaluations(options, learner, run.iterations(), run.transitions())) {
      status = run.run((iteration, progress, used) -> {
        evaluations.reached(LearningSchemas.imitates(schema()) ? iteration : progress.transitions());
        observer.iterated(iteration, progress, used);
      });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    TrainedPolicy trained = new TrainedPolicy(policy, info, learner.weights(), learner.normalization());
    List<LinearGaussianController> controllers =
        learner instanceof GuidedPolicySearch guided ? guided.controllers() : List.of();
    TrainingResult unfinished = new TrainingResult(status, run.iterations(), Policy.of(trained), Optional.empty(),
        List.of(), run.failure(), controllers);
    if (status == TrainingRun.Status.DIVERGED || status == TrainingRun.Status.FAILED) {
      return unfinished;
    }
    if (folder.isPresent()) {
      trained.save(folder.get().resolve(POLICY));
    }
    if (status == TrainingRun.Status.INTERRUPTED) {
      return unfinished;
    }
    Evaluation evaluation;
    try {
      evaluation = evaluation(options, () -> trained.actor(backend));
    } catch (LearningFailure e) {
      return new TrainingResult(TrainingRun.Status.FAILED, run.iterations(), Policy.of(trained), Optional.empty(),
          List.of(), Optional.of(e.getMessage()), controllers);
    }
    return new TrainingResult(status, run.iterations(), Policy.of(trained), Optional.of(evaluation),
        problem.expectations(evaluation.mean()), Optional.empty(), controllers);
  }

  private Learner learner(OptionValues options, Supplier<Environment> environments, Backend backend) {
    if (LearningSchemas.imitates(schema())) {
      return Learners.imitator(block.method(), options, policy(), lesson(options, RunInfo.Phase.DEMONSTRATION),
          lesson(options, RunInfo.Phase.TRAINING), backend);
    }
    if (LearningSchemas.guides(schema())) {
      return guide(options, backend);
    }
    return Learners.make(block.method(), options,
        new LearningTask(policy(), environments, backend, options.integer("seed"), threads(options)));
  }

  /** Trials are made of the conditions that the block lists, or of as many as it asks for with drawn params and starts. */
  private Learner guide(OptionValues options, Backend backend) {
    int listed = block.settings().stream().mapToInt(RunInfo.Setting::condition).max().orElse(0);
    int count = listed > 0 ? listed : options.integer(LearningSchemas.CONDITIONS);
    List<CompiledEnvironment> programs =
        IntStream.rangeClosed(1, count).mapToObj(i -> plant(RunInfo.Phase.CONDITION, i).get()).toList();
    List<MeasuredEnvironment> environments =
        IntStream.rangeClosed(1, count).mapToObj(i -> measured(i, programs.get(i - 1))).toList();
    MeasuredTrials trials = new MeasuredTrials(environments, new RandomStream(options.integer("seed")),
        options.names(LearningSchemas.MEASURE));
    ProgramConditions conditions = new ProgramConditions(programs, trials);
    return Learners.guide(block.method(), options, policy(), trials, conditions::cost, conditions::dynamics,
        problem.instance().stepSeconds(), backend, threads(options));
  }

  private MeasuredEnvironment measured(int condition, CompiledEnvironment program) {
    return elsewhere.isPresent() ? elsewhere.get().environment(condition, program) : program;
  }

  private static Backend backend(OptionValues options) {
    String name = options.text(LearningSchemas.BACKEND);
    return name.equals(LearningSchemas.OWN_BACKEND) ? Backends.best() : Backends.named(name);
  }

  private static int threads(OptionValues options) {
    return options.integer("threads") == 0 ? Workers.THREADS : options.integer("threads");
  }

  private Evaluation evaluation(OptionValues options, Supplier<Actor> actors) {
    Supplier<CompiledEnvironment> program = plant(RunInfo.Phase.EVALUATION);
    return Evaluation.of(() -> measured(0, program.get()), actors, options.integer("evaluate.episodes"),
        EVALUATION + options.integer("seed"), true, elsewhere.isPresent() ? 1 : threads(options));
  }

  /** Those on the way, of the weights as they are then. */
  private Evaluations evaluations(OptionValues options, Learner learner, int iterations, long transitions)
      throws IOException {
    PolicyInfo policy = policy();
    EnvironmentInfo info = plant(RunInfo.Phase.EVALUATION).get().info();
    return new Evaluations(options.integer("evaluate.every"),
        LearningSchemas.imitates(schema()) ? iterations : transitions, folder,
        () -> evaluation(options,
            () -> new Actor(policy, info, backend(options), learner.weights(), learner.normalization())));
  }

  /** The policy with a graph of its own. */
  private PolicyInfo policy() {
    return problem.policies().stream().filter(p -> p.name().equals(block.policy())).findFirst().orElseThrow();
  }

  private Supplier<CompiledEnvironment> plant(RunInfo.Phase phase) {
    return plant(phase, 0);
  }

  /** The problem as the block sets it for evaluations. */
  public Problem evaluated() {
    return set(RunInfo.Phase.EVALUATION, 0);
  }

  /** @param condition which of them in a phase that there are several of */
  private Supplier<CompiledEnvironment> plant(RunInfo.Phase phase, int condition) {
    Problem plant = set(phase, condition);
    return () -> new CompiledEnvironment(plant.loaded(), plant.instance().fork());
  }

  private Problem set(RunInfo.Phase phase, int condition) {
    Problem set = problem;
    for (RunInfo.Setting setting : block.settings()) {
      if (setting.phase() == RunInfo.Phase.TRAINING
          || setting.phase() == phase && setting.condition() == condition) {
        set = set.with(setting.param(), setting.values().stream().mapToDouble(v -> v).toArray());
      }
    }
    return set;
  }

  /** What is taught, by the formulas of the block or by the block that it names. */
  private TaughtEnvironment lesson(OptionValues options, RunInfo.Phase phase) {
    CompiledEnvironment environment = plant(phase).get();
    String planner = options.text(LearningSchemas.TEACHER_RUN);
    if (!planner.isEmpty()) {
      OptionalInt again = schema().option(LearningSchemas.REPLANS).isPresent()
          ? OptionalInt.of(options.integer(LearningSchemas.REPLANS))
          : OptionalInt.empty();
      return new CompiledLesson(environment,
          new PlanningTeacher(new TeachingRun(problem.file().run(planner), problem, again)));
    }
    GeneratedTeacher teacher = problem.loaded().teacher(block).orElseThrow();
    double[] scratch = new double[teacher.workspaceSize()];
    return new CompiledLesson(environment, (time, x, data, action) -> teacher.teach(x, 0, data, scratch, action));
  }

  private String params() {
    return problem.variables(Kind.PARAM)
        .stream()
        .map(p -> p.name() + " = " + Arrays.toString(problem.instance().param(p.name())))
        .collect(Collectors.joining("\n"));
  }

  /** The option that says which round is the last, where that one is not as the others. */
  private String lastRound() {
    return block.method().equals(LearningSchemas.LQR_FLM.name()) ? "iterations" : "";
  }

  /** All that decides on what an iteration does. */
  private String identity(PolicyInfo policy, OptionValues options) {
    Map<String, String> decisive = new TreeMap<>();
    schema().optionNames()
        .stream()
        .filter(name -> !FREE.contains(name) || name.equals(lastRound()))
        .forEach(
            name -> decisive.put(name, options.text(name)));
    return problem.info().sourceHash() + "\n" + problem.name() + "\n" + block.method() + "\n" + decisive + "\n"
        + params() + "\n" + PolicyInfo.encode(List.of(policy)) + (elsewhere.isPresent() ? "\nplant" : "");
  }
}
