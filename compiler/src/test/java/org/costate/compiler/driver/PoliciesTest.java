/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.source.Source;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.WeightStart;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.GeneratedTeacher;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;
import org.junit.jupiter.api.Test;

/** Policies from text to networks that compute what the text says. */
class PoliciesTest {
  private static final String PROBLEM = """
      const n = 3;
      problem P {
        param gain = 1;
        state x[2];
        control u[2] in [-1, 1];
        control v;
        view { disc(x, 0.1); }
        observe a[2] = x;
        observe b = x[1];
        observe camera[1, 6, 5] = raster(view, 6, 5, window = [-1, 1, -1, 1]);
        dynamics { der(x) = gain*u + [v, v]; }
        horizon 1 steps 10;
        start x = 1;
        minimize { running sumsq(u) + v^2; }
      }
      """;

  @Test
  void aNetworkComputesWhatItsTextSays() {
    PolicyInfo policy = policy("""
        policy Q for P {
          input a, b;
          layer h = dense([a, previous(a), b], units = n, act = tanh);
          let k = 0.5*h[2:3] - a.^2 / 4 + softplus(b);
          output u ~ gaussian(mean = h[1:2] + dense(h, units = 2), std = learned([0.5, 2]));
          output v = max(sum(k), exp(-b), 0.1);
        }
        """);
    assertEquals(List.of("a", "previous.a", "b"),
        policy.features().stream().map(f -> ((Tensor.Input) f.input()).name()).toList());
    assertEquals(List.of("h.W", "h.b", "u.mean.W", "u.mean.b", "u.log_std"),
        policy.graph().weights().stream().map(Tensor.Weight::name).toList());
    double[] a = {0.3, -0.7};
    double b = 0.4;
    double[] before = {0.1, 0.2};
    double[] x = {0.3, -0.7, 0.1, 0.2, 0.4};
    Map<String, double[]> given = new HashMap<>(Map.of("a", a, "b", new double[] {b}, "previous.a", before,
        "h.W", numbers(15, 1), "h.b", numbers(3, 2), "u.mean.W", numbers(6, 3), "u.mean.b", numbers(2, 4),
        "u.log_std", new double[] {Math.log(0.5), Math.log(0.5)}));
    double[] h = new double[3];
    for (int j = 0; j < 3; j++) {
      double sum = given.get("h.b")[j];
      for (int i = 0; i < 5; i++) {
        sum += x[i] * given.get("h.W")[i * 3 + j];
      }
      h[j] = Math.tanh(sum);
    }
    double[] mean = new double[2];
    double k = 0;
    for (int j = 0; j < 2; j++) {
      mean[j] = h[j] + given.get("u.mean.b")[j];
      for (int i = 0; i < 3; i++) {
        mean[j] += h[i] * given.get("u.mean.W")[i * 2 + j];
      }
      k += 0.5 * h[j + 1] - a[j] * a[j] / 4 + Math.log1p(Math.exp(b));
    }
    Head.Gaussian u = assertInstanceOf(Head.Gaussian.class, policy.heads().getFirst());
    Head.Deterministic v = assertInstanceOf(Head.Deterministic.class, policy.heads().getLast());
    assertFalse(u.squashed());
    List<double[]> found =
        ReferenceEvaluator.evaluate(policy.graph(), List.of(u.mean(), u.deviation(), v.value()), 1, given);
    assertArrayEquals(mean, found.get(0), 1e-15);
    assertArrayEquals(new double[] {0.5, 2}, found.get(1), 1e-15);
    assertArrayEquals(new double[] {Math.max(Math.max(k, Math.exp(-b)), 0.1)}, found.get(2), 1e-15);
    assertEquals(List.of(), v.value().shape().sizes());
  }

  @Test
  void picturesAndMemoriesAreInputsToo() {
    PolicyInfo policy = policy("""
        policy Q for P {
          input camera, b;
          layer c = conv(camera, filters = 2, kernel = 3, stride = 2, act = relu);
          layer s = spatial_softmax(c);
          layer m = gru([norm(s), flatten(c), b], units = n + 1);
          layer d = m + dense(dense(m, units = 3, act = silu), 4);
          output u ~ gaussian(mean = dense(d, units = 2), std = exp(dense(d, 2)), squash = tanh);
          output v = learned(0.25);
        }
        """);
    assertEquals(List.of(1, 6, 5), policy.features().getFirst().input().shape().sizes());
    assertEquals("m", policy.memories().getFirst().name());
    assertEquals(policy.memories().getFirst().input().shape(), policy.memories().getFirst().next().shape());
    assertTrue(((Head.Gaussian) policy.heads().getFirst()).squashed());
    assertTrue(((Head.Deterministic) policy.heads().getLast()).value().shape().rows());
    assertEquals(List.of("c.W", "c.b", "s.sharpness", "m.2.gain", "m.2.offset", "m.input.W", "m.input.b",
        "m.memory.W", "m.memory.b", "d.2.W", "d.2.b", "d.W", "d.b", "u.mean.W", "u.mean.b", "u.std.W", "u.std.b", "v"),
        policy.graph().weights().stream().map(Tensor.Weight::name).toList());
  }

  @Test
  void weightsStartAsLargeAsIsSaid() {
    PolicyInfo policy = policy("""
        policy Q for P {
          input a;
          output u = dense(a, units = 2, initial = n / 30);
          output v = 0;
        }
        """);
    assertEquals(new WeightStart.Uniform(0.1 / Math.sqrt(2)), policy.graph().weights().getFirst().start());
  }

  @Test
  void aControlChoosesOneOfASet() {
    CompilationResult result = compile("""
        problem P {
          state x;
          control push : kN in {10, -10, 0};
          observe seen = x;
          dynamics { der(x) = push / 1 [kN]; }
          horizon 1 steps 10;
          start x = 1;
          minimize { running x^2; }
        }
        policy Q for P {
          input seen;
          output push ~ categorical(logits = dense(seen, units = 3));
        }
        """);
    LoadedProblem problem = result.problems().getFirst().loaded();
    assertEquals(List.of(10.0, -10.0, 0.0), problem.info().variables(VariableInfo.Kind.CONTROL).getFirst().choices());
    Head.Categorical head =
        assertInstanceOf(Head.Categorical.class, problem.policies().getFirst().heads().getFirst());
    assertEquals(List.of(10.0, -10.0, 0.0), head.values());
    double[] lower = new double[1];
    double[] upper = new double[1];
    new ProblemInstance(problem.code()).controlBounds(lower, upper);
    assertEquals(-10, lower[0]);
    assertEquals(10, upper[0]);
  }

  @Test
  void aTrainingCarriesItsOptionsAndItsTeacher() {
    CompilationResult result = compile(PROBLEM + """
        policy Q for P {
          input a, b;
          layer h = dense([a, b], units = n, act = tanh);
          output u ~ gaussian(mean = h[1:2], std = learned(0.5));
          output v = b;
        }
        solve P as plan using ilqr {}
        train Q as cloned using dagger {
          seed    = 7;
          rounds  = 3;
          teacher { v = -2*x[1] + t; u = [x[2], gain]; }
          set     { gain = 2; }
          evaluate { episodes = 20; set { gain = 3; } }
          expect mean_return >= gain - 30;
        }
        train Q using ppo { steps = 1_000; critic { hidden = [32, n]; } }
        train Q as copied using bc { teacher { run = plan; } }
        """);
    LoadedProblem problem = result.problems().getFirst().loaded();
    List<RunInfo> runs = problem.info().runs(RunInfo.Kind.TRAIN);
    RunInfo cloned = runs.getFirst();
    assertEquals(List.of("cloned", "Q", "copied"), runs.stream().map(RunInfo::name).toList());
    assertEquals("Q", cloned.policy());
    assertEquals(Map.of("seed", "7", "rounds", "3", "evaluate.episodes", "20"), cloned.options());
    assertEquals(List.of(new RunInfo.Setting(RunInfo.Phase.TRAINING, "gain", List.of(2.0)),
        new RunInfo.Setting(RunInfo.Phase.EVALUATION, "gain", List.of(3.0))), cloned.settings());
    assertEquals(List.of(32, 3),
        LearningSchemas.PPO.resolve(runs.get(1).options()).integers("critic.hidden"));
    assertEquals("plan", runs.get(2).options().get(LearningSchemas.TEACHER_RUN));
    assertTrue(problem.teacher(runs.get(2)).isEmpty());
    GeneratedTeacher teacher = problem.teacher(cloned).orElseThrow();
    double[] d = {0.5, 0.1, 4};
    double[] u = new double[3];
    teacher.teach(new double[] {9, 0.25, -0.75}, 1, d, new double[teacher.workspaceSize()], u);
    assertArrayEquals(new double[] {-0.75, 4, 0}, u, 1e-15);
    GeneratedRun run = problem.runs().get(problem.info().runs().indexOf(cloned));
    double[] holds = new double[1];
    run.expect(new double[] {-26.5}, d, new double[run.workspaceSize()], holds);
    assertEquals(0, holds[0]);
    run.expect(new double[] {-25.5}, d, new double[run.workspaceSize()], holds);
    assertEquals(1, holds[0]);
  }

  private static CompilationResult compile(String text) {
    CompilationResult result = Compiler.compile(new Source("p.ctl", text), CompilerOptions.DEFAULTS);
    assertEquals("", result.report());
    return result;
  }

  private static double[] numbers(int n, int from) {
    double[] all = new double[n];
    for (int i = 0; i < n; i++) {
      all[i] = Math.sin(from + 0.7 * i);
    }
    return all;
  }

  private static PolicyInfo policy(String text) {
    CompilationResult result = compile(PROBLEM + text);
    List<PolicyInfo> policies = result.problems().getFirst().loaded().policies();
    assertEquals(1, policies.size());
    assertEquals("P", policies.getFirst().problem());
    return policies.getFirst();
  }
}
