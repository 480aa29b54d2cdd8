/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.source.Source;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.ReferenceEvaluator;
import org.costate.runtime.network.Reverse;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.LoadedProblem;
import org.junit.jupiter.api.Test;

/** A function of the program is the same in a policy as in its problem, where it is generated as code. */
class PolicyFunctionsTest {
  @Test
  void randomFunctionsHaveTheValuesOfGeneratedCodeAndTheDerivativesOfDifferences() {
    Random random = new Random(20261123);
    for (int k = 0; k < 40; k++) {
      String body = formula(random, 4);
      LoadedProblem problem = problem("function f(x, y[2]) = " + body + " + 0.1*x*y[1];", "f(%s[1], %s[2:3])", 1);
      for (int point = 0; point < 3; point++) {
        double[] x = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        check(problem, x, body);
      }
    }
  }

  @Test
  void functionsOfArraysMeanWhatTheyMeanElsewhere() {
    String functions = """
        function skew(a[3])[3, 3] = [0, -a[3], a[2]; a[3], 0, -a[1]; -a[2], a[1], 0];
        const gain[2] = [2, 0.5];
        const limit = 30 [deg];
        function inner(A[2, 2], x[2])[2] {
          let B[2, 2] = A*A' + eye(2);
          return if x[1] > 0 then B*x else gain.*(B*x);
        }
        function outer(a, x[3])[3] {
          let y[2] = inner(A = [a, 1; x[1], sin(a)], x = x[2:3]);
          return skew(x)'*skew([a, 0.1, y[1]])*[sum(y[i]*i for i in 1:2), norm(y), a*sin(limit)];
        }
        """;
    LoadedProblem problem = problem(functions, "outer(%s[2], %s)", 3);
    check(problem, new double[] {0.3, -0.4, 0.9}, "one side");
    check(problem, new double[] {0.3, 0.4, 0.9}, "the other");
    check(problem, new double[] {-0.7, 1.4, -0.2}, "a larger angle");
  }

  /** Both sides of an {@code if} are computed: what is not a number on the wrong side, or its derivative, must not be seen. */
  @Test
  void theSideThatIsNotChosenDoesNoHarm() {
    String functions = """
        function soft(x, width) =
            if x > 0 then x + width*log1p(exp(-x/width)) else width*log1p(exp(x/width));
        function root(x, e) = if x >= e then sqrt(x) else 0.125*sqrt(e)*(3 + 6*(x/e) - (x/e)^2);
        function bend(y) = if y < 0.25 then 1 - y/6*(1 - y/20) else sin(sqrt(y))/sqrt(y);
        function deep(x) =
            if x > 0 then if x > 1 then log(x - 1)/sqrt(x - 1) else 1/x^0.3 else exp(-400*x - 1000);
        function g(x[3]) = soft(x[1], 1e-3) + root(x[2], 0.1) + root(x[3], 0.1) + bend(x[1]) + deep(x[2]);
        """;
    LoadedProblem problem = problem(functions, "g(%s)", 1);
    check(problem, new double[] {2, -2, -1}, "sides without a value");
    check(problem, new double[] {-2, 0.5, 0.05}, "others");
    check(problem, new double[] {0, 3, 2}, "a limit");
  }

  /** A problem that observes a call of what it observes of its state, and a policy that answers with the same call. */
  private static LoadedProblem problem(String functions, String call, int size) {
    String shape = size == 1 ? "" : "[" + size + "]";
    String text = functions + """
        problem P {
          state x[3];
          control u%1$s;
          observe seen[3] = x;
          observe value%1$s = %2$s;
          dynamics { der(x) = sum(u); }
          horizon 1 steps 10;
          start x = 1;
          minimize { running sumsq(x); }
        }
        policy Q for P {
          input seen;
          layer moved = seen + learned(0, size = 3);
          output u = %3$s;
        }
        """.formatted(shape, call.replace("%s", "x"), call.replace("%s", "moved"));
    CompilationResult result = Compiler.compile(new Source("p.ctl", text), CompilerOptions.DEFAULTS);
    assertEquals("", result.report());
    return result.problems().getFirst().loaded();
  }

  private static void check(LoadedProblem problem, double[] x, String what) {
    PolicyInfo policy = problem.policies().getFirst();
    TensorGraph graph = policy.graph();
    Tensor value = ((Head.Deterministic) policy.heads().getFirst()).value();
    int size = value.shape().size();
    GeneratedEpisode code = problem.episode().orElseThrow();
    double[] seen = new double[3 + size];
    code.observe(x, 0, new double[size], 0, new double[16], new double[code.workspaceSize()], seen);
    double[] found = evaluate(graph, value, x, new double[3]);
    for (int i = 0; i < size; i++) {
      assertEquals(seen[3 + i], found[i], 1e-12 * (1 + Math.abs(seen[3 + i])), what);
    }
    Tensor total = graph.sum(value);
    Tensor gradient = Reverse.gradient(graph, total, List.of(graph.weights().getFirst())).getFirst();
    double[] g = evaluate(graph, gradient, x, new double[3]);
    for (int i = 0; i < 3; i++) {
      double h = 1e-6;
      double[] up = new double[3];
      up[i] = h;
      double[] down = new double[3];
      down[i] = -h;
      double difference = (evaluate(graph, total, x, up)[0] - evaluate(graph, total, x, down)[0]) / (2 * h);
      assertEquals(difference, g[i], 1e-5 * (1 + Math.abs(difference)), what + ", derivative " + i);
      assertTrue(Double.isFinite(g[i]), what);
    }
  }

  private static double[] evaluate(TensorGraph graph, Tensor tensor, double[] x, double[] moved) {
    Map<String, double[]> given = new HashMap<>();
    given.put("seen", x);
    given.put(graph.weights().getFirst().name(), moved);
    return ReferenceEvaluator.evaluate(graph, List.of(tensor), 1, given).getFirst();
  }

  /** Smooth but for where branches meet, and finite. */
  private static String formula(Random random, int depth) {
    if (depth == 0) {
      List<String> leaves = new ArrayList<>(List.of("x", "y[1]", "y[2]", "0.7", "sum(y)"));
      return leaves.get(random.nextInt(leaves.size()));
    }
    String a = formula(random, depth - 1);
    String b = formula(random, depth - 1);
    return switch (random.nextInt(14)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "sin(" + a + ")*" + "(" + b + ")";
      case 3 -> "(" + a + ")/(2 + cos(" + b + "))";
      case 4 -> "exp(sin(" + a + "))";
      case 5 -> "log(1.5 + sin(" + a + "))^3";
      case 6 -> "sqrt(1 + (" + a + ")^2)";
      case 7 -> "tanh(" + a + ")";
      case 8 -> "(if " + a + " > " + b + " then " + a + " else tan(sin(" + b + ")))";
      case 9 -> "(if 0.1 < " + a + " <= 0.9 or not (" + b + " < 0.2) then log1p((" + a + ")^2) else -(" + b + "))";
      case 10 -> "max(" + a + ", " + b + ", -1)";
      case 11 -> "sinh(tanh(" + a + "))*cosh(sin(" + b + "))";
      case 12 -> "(1.1 + tanh(" + a + "))^1.7";
      default -> "dot([sin(" + a + "), 0.3], [" + b + ", x]*y[1])";
    };
  }
}
