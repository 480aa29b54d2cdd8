/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.costate.runtime.learn.gps.GuidedPolicySearch;
import org.costate.runtime.learn.gps.Hold;
import org.costate.runtime.learn.gps.KnownDynamics;
import org.costate.runtime.learn.gps.Prior;
import org.costate.runtime.learn.gps.TrialCost;
import org.costate.runtime.learn.gps.TrialSystem;
import org.costate.runtime.learn.imitation.BehaviourCloning;
import org.costate.runtime.learn.imitation.Dagger;
import org.costate.runtime.learn.imitation.Plato;
import org.costate.runtime.learn.imitation.TaughtEnvironment;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.pg.ActorCritic;
import org.costate.runtime.learn.pg.NaturalGradient;
import org.costate.runtime.learn.pg.Ppo;
import org.costate.runtime.learn.pg.Reinforce;
import org.costate.runtime.learn.pg.Trpo;
import org.costate.runtime.learn.pg.ValueFunction;
import org.costate.runtime.learn.rollout.Learner;
import org.costate.runtime.learn.rollout.LearningTask;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.TensorOp.Unary;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.OptionValues;

/** From the options of a {@code train} block to the learner that they describe. */
public final class Learners {
  private interface Maker {
    Learner make(LearningTask task, OptionValues options);
  }

  private static final Map<String, Maker> MAKERS = Map.of(
      LearningSchemas.PPO.name(), (task, o) -> new Ppo(task, ppo(o)),
      LearningSchemas.TRPO.name(), (task, o) -> new Trpo(task, trpo(o)),
      LearningSchemas.NATURAL_GRADIENT.name(), (task, o) -> new NaturalGradient(task, naturalGradient(o)),
      LearningSchemas.REINFORCE.name(), (task, o) -> new Reinforce(task, reinforce(o)),
      LearningSchemas.ACTOR_CRITIC.name(), (task, o) -> new ActorCritic(task, actorCritic(o)));

  private static final Map<String, GuidedPolicySearch.Method> GUIDES = Map.of(
      LearningSchemas.LQR_FLM.name(), GuidedPolicySearch.Method.FITTED_LQR,
      LearningSchemas.MDGPS.name(), GuidedPolicySearch.Method.MIRROR_DESCENT,
      LearningSchemas.BADMM.name(), GuidedPolicySearch.Method.BADMM,
      LearningSchemas.GPS.name(), GuidedPolicySearch.Method.DUAL_DESCENT);

  private Learners() {}

  /**
   * A learner that has learned nothing yet.
   *
   * @param options of the method's schema
   * @throws IllegalArgumentException for options that do not go together, and for a policy that the method cannot train
   */
  public static Learner make(String method, OptionValues options, LearningTask task) {
    return MAKERS.get(method).make(task, options);
  }

  /**
   * An imitator that has learned nothing yet.
   *
   * @param method one that {@linkplain LearningSchemas#imitates imitates}
   * @param demonstrations where the teacher drives at first, {@code environment} where the policy does later
   * @throws IllegalArgumentException for a policy that the method cannot train
   */
  public static Learner imitator(
      String method, OptionValues o, PolicyInfo policy, TaughtEnvironment demonstrations,
      TaughtEnvironment environment, Backend backend) {
    int seed = o.integer("seed");
    int shown = o.integer("demonstrations");
    if (method.equals(LearningSchemas.BC.name())) {
      return new BehaviourCloning(policy, demonstrations, backend, seed,
          new BehaviourCloning.Options(shown, o.integer("updates"), o.integer("batch"), o.real("rate")));
    }
    if (method.equals(LearningSchemas.PLATO.name())) {
      return new Plato(policy, demonstrations, environment, backend, seed,
          new Plato.Options(shown, o.integer("episodes"), o.real("weight"), o.real("deviation"), o.integer("updates"),
              o.integer("batch"), o.real("rate")));
    }
    return new Dagger(policy, demonstrations, environment, backend, seed,
        new Dagger.Options(shown, o.integer("episodes"), o.real("mix"), o.integer("updates"), o.integer("batch"),
            o.real("rate")));
  }

  /**
   * A guided policy search that has learned nothing yet.
   *
   * @param method one that {@linkplain LearningSchemas#guides guides}
   * @param known the dynamics of each condition; not asked for unless the options say so
   * @param step seconds of a step
   * @throws IllegalArgumentException for a policy that cannot be trained so
   */
  public static GuidedPolicySearch guide(String method, OptionValues o, PolicyInfo policy, TrialSystem system,
      IntFunction<TrialCost> costs, IntFunction<KnownDynamics> known, double step, Backend backend, int threads) {
    boolean dual = method.equals(LearningSchemas.GPS.name()) || method.equals(LearningSchemas.BADMM.name());
    GuidedPolicySearch.Options options = new GuidedPolicySearch.Options(o.integer("iterations"), o.integer("samples"),
        o.real("kl_step"), o.real("step_min"), o.real("step_max"), o.real("smoothing"),
        new Prior(o.flag("prior.mixture"), o.integer("prior.clusters"), o.integer("prior.points"),
            o.integer("prior.trials")),
        new Hold(o.real("initial.stiffness"), o.real("initial.damping"), o.real("initial.last"),
            o.real("initial.variance")),
        o.integer("student.epochs"), o.integer("student.batch"), o.real("student.rate"), o.flag("normalize"),
        dual ? o.integer("inner") : 1, dual ? o.real("weight") : 0, dual ? o.real("dual_rate") : 0);
    return new GuidedPolicySearch(GUIDES.get(method), policy, system, costs,
        o.text(LearningSchemas.DYNAMICS).equals(LearningSchemas.KNOWN) ? Optional.of(known) : Optional.empty(),
        o.real("initial.step") > 0 ? o.real("initial.step") : step, backend, o.integer("seed"), threads, options);
  }

  /** When a run is over. */
  public static TrainingRun.Budget budget(String method, OptionValues options) {
    if (method.equals(LearningSchemas.BC.name())) {
      return new TrainingRun.Budget(0, 1);
    }
    if (GUIDES.containsKey(method)) {
      return new TrainingRun.Budget(0, options.integer("iterations"));
    }
    return method.equals(LearningSchemas.DAGGER.name()) || method.equals(LearningSchemas.PLATO.name())
        ? new TrainingRun.Budget(0, 1 + options.integer("rounds"))
        : new TrainingRun.Budget(options.integer("steps"), 0);
  }

  private static Ppo.Options ppo(OptionValues o) {
    return new Ppo.Options(o.integer("batch"), o.integer("environments"), o.integer("epochs"), o.integer("minibatch"),
        o.real("rate"), o.real("discount"), o.real("gae"), o.real("clip"), o.real("entropy"), o.real("gradient_limit"),
        o.flag("normalize"), critic(o));
  }

  private static Trpo.Options trpo(OptionValues o) {
    return new Trpo.Options(o.integer("batch"), o.integer("environments"), o.real("discount"), o.real("gae"),
        o.real("kl"), o.real("slack"), o.real("damping"), o.integer("cg_iterations"), o.integer("halvings"),
        o.integer("critic.epochs"), o.integer("critic.minibatch"), o.flag("normalize"), critic(o));
  }

  private static NaturalGradient.Options naturalGradient(OptionValues o) {
    return new NaturalGradient.Options(o.integer("batch"), o.integer("environments"), o.real("discount"),
        o.real("gae"), o.real("kl"), o.real("damping"), o.integer("cg_iterations"), o.integer("critic.epochs"),
        o.integer("critic.minibatch"), o.flag("normalize"), critic(o));
  }

  private static Reinforce.Options reinforce(OptionValues o) {
    return new Reinforce.Options(o.integer("batch"), o.integer("environments"), o.real("discount"), o.real("gae"),
        o.real("rate"), o.real("gradient_limit"), baseline(o.text("baseline")), o.flag("whole_return"),
        o.flag("standardize"), o.integer("critic.epochs"), o.integer("critic.minibatch"), o.flag("normalize"),
        critic(o));
  }

  private static Reinforce.Baseline baseline(String name) {
    return Reinforce.Baseline.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static ActorCritic.Options actorCritic(OptionValues o) {
    return new ActorCritic.Options(o.integer("rollout"), o.integer("environments"),
        ActorCritic.Options.DEFAULTS.updates(), o.real("rate"), o.real("discount"), o.real("gae"), o.real("entropy"),
        o.real("gradient_limit"), o.flag("normalize"), critic(o));
  }

  private static ValueFunction.Options critic(OptionValues o) {
    return new ValueFunction.Options(o.integers("critic.hidden"),
        Unary.valueOf(o.text("critic.act").toUpperCase(Locale.ROOT)), o.real("critic.rate"),
        o.real("critic.gradient_limit"));
  }
}
