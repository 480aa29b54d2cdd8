/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.costate.runtime.problem.OptionType.Choice;
import org.costate.runtime.problem.OptionType.Flag;
import org.costate.runtime.problem.OptionType.IntegerRange;
import org.costate.runtime.problem.OptionType.Names;
import org.costate.runtime.problem.OptionType.RealRange;
import org.costate.runtime.problem.OptionType.Sizes;

/** The methods that {@code train ... using} can name: names, defaults and a sentence for each option in one place. */
public final class LearningSchemas {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final int MANY = 1_000_000_000;

  /** The option that names a {@code solve} or {@code mpc} block as the teacher; empty where formulas teach. */
  public static final String TEACHER_RUN = "teacher.run";

  /** The option that says how far a teacher's plan near the policy is improved. */
  public static final String REPLANS = "replan_iterations";

  /** The option that names observations which are measured beside the state. */
  public static final String MEASURE = "measure";

  /** The option that says how many starts are drawn to make trials from. */
  public static final String CONDITIONS = "conditions";

  /** The option that says whether linear models are fitted to trials, or are {@link #KNOWN}. */
  public static final String DYNAMICS = "dynamics";

  /** Linear models that come from the program. */
  public static final String KNOWN = "known";

  /** The option that says what computes networks, and its value for kernels of our own. */
  public static final String BACKEND = "backend";

  public static final String OWN_BACKEND = "own";

  /** What every method takes. */
  private static final List<OptionSchema> ALL = List.of(
      new OptionSchema("seed", new IntegerRange(0, Integer.MAX_VALUE), "0", "where the random numbers begin"),
      new OptionSchema("environments", new IntegerRange(1, 65_536), "8", "episodes that are run side by side"),
      new OptionSchema("threads", new IntegerRange(0, 1024), "0",
          "threads that run them, 0 for as many as there are cores; the result is the same"),
      new OptionSchema(BACKEND, new Choice(List.of(OWN_BACKEND, "nd4j")), OWN_BACKEND,
          "what computes networks: kernels of our own, or the library ND4J where it is there, for large ones"),
      new OptionSchema("normalize", new Flag(), "false", "scales observations by their running mean and deviation"),
      new OptionSchema("evaluate.episodes", new IntegerRange(1, 1_000_000), "200",
          "episodes of each evaluation, drawn apart from those of the training"),
      new OptionSchema("evaluate.every", new IntegerRange(0, MANY), "0",
          "steps, or rounds, from one evaluation to the next, besides that at the end; 0 for none"));

  /** Of them, how methods run episodes that need many. */
  private static final Set<String> EPISODES = Set.of("environments", "normalize");

  /** Proximal policy optimization; docs/algorithms/ppo.md. */
  public static final MethodSchema PPO = onPolicy("ppo", "proximal policy optimization: clipped steps, many epochs",
      0.95, 8,
      critic("3e-4", "0.5", false),
      integer("batch", 1, "2048", "steps between two updates, of all environments together"),
      integer("epochs", 1, "10", "how often an update goes through its batch"),
      integer("minibatch", 1, "64", "steps for each gradient"),
      rate("3e-4"),
      new OptionSchema("clip", new RealRange(0, INFINITY), "0.2",
          "how far the ratio of new and old probability may leave 1"),
      entropy(),
      gradientLimit("0.5"));

  /** Trust-region policy optimization; docs/algorithms/trpo.md. */
  public static final MethodSchema TRPO = onPolicy("trpo",
      "trust-region policy optimization: natural gradients, as far as the policies' distance allows", 0.97, 32,
      critic("1e-3", "inf", true),
      trustRegion(
          new OptionSchema("slack", new RealRange(1, INFINITY), "1.5", "a step is taken up to so many times `kl`"),
          integer("halvings", 0, "10", "how often a step is halved before none is taken")));

  /** The natural policy gradient; docs/algorithms/trpo.md. */
  public static final MethodSchema NATURAL_GRADIENT = onPolicy("natural_gradient",
      "natural policy gradient: steps of a given distance between policies", 0.97, 32, critic("1e-3", "inf", true),
      trustRegion());

  /** REINFORCE; docs/algorithms/reinforce.md. */
  public static final MethodSchema REINFORCE = onPolicy("reinforce",
      "policy gradient from returns, with a baseline", 0.97, 32,
      critic("1e-3", "inf", true),
      integer("batch", 1, "4000", "steps between two updates, of all environments together"),
      rate("0.01"),
      new OptionSchema("baseline", new Choice(List.of("none", "constant", "time", "learned")), "learned",
          "what is subtracted from returns: nothing, their mean, their mean at each step, or a learned function of the"
              + " observation"),
      new OptionSchema("whole_return", new Flag(), "false",
          "weighs each action with the whole return, not with what follows it"),
      new OptionSchema("standardize", new Flag(), "true", "scales what weighs the actions to deviation 1"),
      gradientLimit("inf"));

  /** Online actor-critic; docs/algorithms/actor-critic.md. */
  public static final MethodSchema ACTOR_CRITIC = onPolicy("actor_critic",
      "actor and critic, updated together every few steps", 1, 8, critic("2e-3", "0.5", false),
      integer("rollout", 1, "5", "steps of each environment between two updates"), rate("7e-4"), entropy(),
      gradientLimit("0.5"));

  /** Behaviour cloning; docs/algorithms/imitation.md. */
  public static final MethodSchema BC = imitation("bc", "behaviour cloning: does what a teacher did on its own way");

  /** Dataset aggregation; docs/algorithms/imitation.md. */
  public static final MethodSchema DAGGER = imitation("dagger",
      "dataset aggregation: the teacher says what to do where the policy went",
      integer("rounds", 0, "6", "how often the policy is run and fitted again after the first fit"),
      integer("episodes", 1, "2", "episodes of each round"),
      new OptionSchema("mix", new RealRange(0, 1), "0",
          "probability that the teacher decides on a step in the first round, to its power n in round n"));

  /** A teacher who plans near the policy; docs/algorithms/plato.md. */
  public static final MethodSchema PLATO = imitation("plato",
      "a teacher who plans drives near what the policy would do, and says what it would do otherwise",
      integer("rounds", 0, "5", "how often the teacher drives and the policy is fitted again after the first fit"),
      integer("episodes", 1, "10", "episodes of each round"),
      new OptionSchema("weight", new RealRange(0, INFINITY), "0.01",
          "what a unit of divergence from the policy costs the teacher when it drives"),
      new OptionSchema("deviation", new RealRange(1e-12, INFINITY), "0.3",
          "of the policy's actions as the divergence counts them, in the units of the controls"),
      integer(REPLANS, 1, "2", "iterations of the plan near the policy, which begins with the teacher's own"));

  /** Trajectory optimization from trials; docs/algorithms/gps.md. */
  public static final MethodSchema LQR_FLM = guided("lqr_flm",
      "LQR with fitted linear models: improves controllers by trials, and clones them in the end", "0.01");

  /** Constrained guided policy search; docs/algorithms/gps.md. */
  public static final MethodSchema GPS = guided("gps",
      "guided policy search by dual descent: controllers and policy are made one by multipliers", "0.01", dual());

  /** Mirror descent guided policy search; docs/algorithms/gps.md. */
  public static final MethodSchema MDGPS = guided("mdgps",
      "mirror descent guided policy search: controllers are improved near the policy, which follows them", "0.5");

  /** Guided policy search by the Bregman ADMM; docs/algorithms/gps.md. */
  public static final MethodSchema BADMM = guided("badmm",
      "guided policy search by the Bregman ADMM: controllers and policy agree on their mean actions", "0.01", dual());

  /** Methods that are known by name, and do not run yet. */
  public static final List<String> UNBUILT =
      List.of("dqn", "fitted_q", "soft_q", "ddpg", "sac", "mbpo");

  private LearningSchemas() {}

  /** All methods that train a policy. */
  public static List<MethodSchema> all() {
    return List.of(PPO, TRPO, NATURAL_GRADIENT, REINFORCE, ACTOR_CRITIC, BC, DAGGER, PLATO, LQR_FLM, GPS, MDGPS, BADMM);
  }

  public static Optional<MethodSchema> find(String name) {
    return all().stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** Whether a method learns from a teacher. */
  public static boolean imitates(MethodSchema method) {
    return method.option(TEACHER_RUN).isPresent();
  }

  /** Whether a method makes trials from a few starts, and controllers for each. */
  public static boolean guides(MethodSchema method) {
    return method.option(CONDITIONS).isPresent();
  }

  private static MethodSchema guided(String name, String doc, String leastStep, OptionSchema... own) {
    return new MethodSchema(name, doc, Stream.of(
        Stream.of(
            integer("iterations", 1, "12", "rounds of trials"),
            integer(CONDITIONS, 1, "4", "starts that are drawn to make trials from, where no `condition` lists them"),
            integer("samples", 1, "5", "trials of each condition in a round"),
            new OptionSchema(DYNAMICS, new Choice(List.of("fitted", KNOWN)), "fitted",
                "whether linear models are fitted to the trials, or those of the program are used"),
            new OptionSchema(MEASURE, new Names(), "", "observations that are measured beside the state"),
            new OptionSchema("kl_step", new RealRange(0, INFINITY), "1",
                "the divergence of a controller's step, by time step, before its multiplier"),
            new OptionSchema("step_min", new RealRange(0, INFINITY), leastStep, "the least multiplier"),
            new OptionSchema("step_max", new RealRange(0, INFINITY), "3", "the largest multiplier"),
            new OptionSchema("smoothing", new RealRange(0, 1e4), "2",
                "deviation, in steps, of the filter that makes exploration smooth")),
        Arrays.stream(own),
        Stream.of(
            new OptionSchema("prior.mixture", new Flag(), "true",
                "whether fits have a prior: a mixture of Gaussians of the last trials' steps"),
            integer("prior.clusters", 1, "20", "its clusters at most"),
            integer("prior.points", 1, "40", "steps for each of its clusters at least"),
            integer("prior.trials", 1, "20", "trials of a condition that it is made of"),
            new OptionSchema("initial.stiffness", new RealRange(0, INFINITY), "1",
                "of the first controllers, which hold the start: weight of places, actions have 1"),
            new OptionSchema("initial.damping", new RealRange(0, INFINITY), "0.5",
                "weight of rates, as a part of the stiffness"),
            new OptionSchema("initial.last", new RealRange(0, INFINITY), "50", "how much more the last step weighs"),
            new OptionSchema("initial.variance", new RealRange(1e-12, INFINITY), "1",
                "variance of the first controllers' actions"),
            new OptionSchema("initial.step", new RealRange(0, INFINITY), "0",
                "seconds of a step as they count them; 0 for the problem's own"),
            integer("student.epochs", 1, "50", "how often the policy goes through the trials of a round"),
            integer("student.batch", 1, "25", "steps for each of its gradients"),
            new OptionSchema("student.rate", new RealRange(0, INFINITY), "1e-3", "step length of the policy's Adam")),
        ALL.stream()
            .filter(o -> !o.name().equals("environments"))
            .map(o -> o.name().equals("normalize")
                ? new OptionSchema(o.name(), o.type(), "true",
                    "scales observations by the mean and the deviation of the first trials")
                : o))
        .flatMap(s -> s)
        .toList());
  }

  private static OptionSchema[] dual() {
    return new OptionSchema[] {
      integer("inner", 1, "4", "how often controllers and policy are drawn to each other in a round"),
      new OptionSchema("weight", new RealRange(1e-12, INFINITY), "0.002",
          "first weight of the divergence of controller and policy at a step"),
      new OptionSchema("dual_rate", new RealRange(0, INFINITY), "0.1", "step length of the multipliers")};
  }

  private static MethodSchema onPolicy(
      String name, String doc, double gae, int environments, List<OptionSchema> critic, OptionSchema... own) {
    Stream<OptionSchema> shared = ALL.stream()
        .map(o -> o.name().equals("environments")
            ? new OptionSchema(o.name(), o.type(), "" + environments, o.doc())
            : o);
    return new MethodSchema(name, doc, Stream.of(
        Stream.of(
            integer("steps", 1, "400000", "steps of the whole training, of all environments together"),
            new OptionSchema("discount", new RealRange(0, 1), "0.99", "what a reward counts a step later"),
            new OptionSchema("gae", new RealRange(0, 1), "" + gae,
                "lambda of the advantages: 0 trusts the critic, 1 the returns")),
        Arrays.stream(own), critic.stream(), shared).flatMap(s -> s).toList());
  }

  private static MethodSchema imitation(String name, String doc, OptionSchema... own) {
    return new MethodSchema(name, doc, Stream.of(
        Stream.of(integer("demonstrations", 1, "10", "episodes of the teacher alone")),
        Arrays.stream(own),
        Stream.of(
            integer("updates", 1, "2000", "gradient steps of each fit"),
            integer("batch", 1, "64", "labels for each gradient"),
            rate("1e-3"),
            new OptionSchema(TEACHER_RUN, new OptionType.Text(), "",
                "the block that teaches where no formulas do: `mpc` plans at every step, `solve` once an episode")),
        ALL.stream().filter(o -> !EPISODES.contains(o.name()))).flatMap(s -> s).toList());
  }

  private static OptionSchema[] trustRegion(OptionSchema... own) {
    return Stream.concat(Stream.of(
        integer("batch", 1, "4000", "steps between two updates, of all environments together"),
        new OptionSchema("kl", new RealRange(0, INFINITY), "0.01", "the mean divergence of a step"),
        new OptionSchema("damping", new RealRange(0, INFINITY), "0.1",
            "what is added to the diagonal of the Fisher matrix"),
        integer("cg_iterations", 1, "10", "iterations of conjugate gradients")),
        Stream.of(own)).toArray(OptionSchema[]::new);
  }

  /** @param own whether it is fitted on its own, not along with the policy */
  private static List<OptionSchema> critic(String rate, String gradientLimit, boolean own) {
    Stream<OptionSchema> common = Stream.of(
        new OptionSchema("critic.hidden", new Sizes(1, 65_536), "64,64", "sizes of the critic's hidden layers"),
        new OptionSchema("critic.act", new Choice(List.of("tanh", "relu", "elu", "sigmoid", "softplus")), "tanh",
            "activation of the critic"),
        new OptionSchema("critic.rate", new RealRange(0, INFINITY), rate, "step length of the critic's Adam"),
        new OptionSchema("critic.gradient_limit", new RealRange(0, INFINITY), gradientLimit,
            "the largest length of the critic's gradient"));
    Stream<OptionSchema> fit = own
        ? Stream.of(integer("critic.epochs", 1, "5", "how often a fit goes through its batch"),
            integer("critic.minibatch", 1, "256", "steps for each of its gradients"))
        : Stream.of();
    return Stream.concat(common, fit).toList();
  }

  private static OptionSchema integer(String name, int min, String value, String doc) {
    return new OptionSchema(name, new IntegerRange(min, MANY), value, doc);
  }

  private static OptionSchema rate(String value) {
    return new OptionSchema("rate", new RealRange(0, INFINITY), value, "step length of the policy's Adam");
  }

  private static OptionSchema entropy() {
    return new OptionSchema("entropy", new RealRange(0, INFINITY), "0", "what a unit of the policy's entropy is worth");
  }

  private static OptionSchema gradientLimit(String value) {
    return new OptionSchema(
        "gradient_limit", new RealRange(0, INFINITY), value, "the largest length of the policy's gradient");
  }
}
