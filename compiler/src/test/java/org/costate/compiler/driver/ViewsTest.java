/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.GeneratedView;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.ViewInfo;
import org.costate.runtime.problem.ViewInfo.Kind;
import org.costate.runtime.problem.ViewInfo.Shape;
import org.junit.jupiter.api.Test;

/** Views from text to numbers. */
class ViewsTest {
  private static final String TEXT = """
      model M {
        param l : m = 0.5;
        state x : cm;
        state a : deg;
        control f : N;
        let tip[2] : m = [x + l*sin(a), -l*cos(a)];
        dynamics { der(x) = 1 [m/s] * f / 1 [N]; der(a) = 1 [1/s]; }
        view {
          let up[2] = [0, 1];
          rod: line([x, 0 [m]], tip, color = "red");
          disc(tip, 0.1 + 0.01*t);
          box([x, 0 [m], 2*l], 0.3, a);
          box([x, 0 [m]], [l, 3*l]);
          polyline([0, 0; up[2], x; f, 3]);
          text([x, l], "a \\"tab\\\\t <b>");
        }
      }
      problem P for M {
        horizon 1 steps 10;
        start x = 1, a = 0;
        minimize { running (f / 1 [N])^2; }
        view { goal: disc([1, 2], l); }
      }
      """;

  private static CompiledProblem compiled(String text) {
    CompilationResult result = Compiler.compile(new Source("views.ctl", text), CompilerOptions.DEFAULTS);
    assertFalse(result.hasErrors(), () -> result.diagnostics().toString());
    return result.problems().getFirst();
  }

  @Test
  void theModelIsDrawnBeforeTheProblem() {
    ViewInfo info = ViewInfo.decode(compiled(TEXT).loaded().view().orElseThrow().info());
    assertEquals(List.of(
        new Shape(Kind.LINE, "rod", "red", "", 2), new Shape(Kind.DISC, "", "", "", 1),
        new Shape(Kind.BOX, "", "", "", 1), new Shape(Kind.BOX, "", "", "", 1),
        new Shape(Kind.POLYLINE, "", "", "", 3), new Shape(Kind.TEXT, "", "", "a \"tab\\t <b>", 1),
        new Shape(Kind.DISC, "goal", "", "", 1)), info.shapes());
  }

  @Test
  void theNumbersAreThoseOfTheText() {
    CompiledProblem problem = compiled(TEXT);
    double[] drawn = drawn(problem, new double[] {20, 90}, new double[] {4}, 3);
    assertArrayEquals(new double[] {
      0.2, 0, 0, 0.7, 0, 0, // rod
      0.7, 0, 0, 0.13, // disc
      0.2, 0, 1, 0.3, 0.3, Math.PI / 2, // box in space
      0.2, 0, 0, 0.5, 1.5, 0, // box in a plane
      0, 0, 0, 1, 0.2, 0, 4, 3, 0, // polyline
      0.2, 0.5, 0, // text
      1, 2, 0, 0.5 // goal
    }, drawn, 1e-15);
  }

  @Test
  void theInterpreterComputesTheSameBits() {
    CompiledProblem problem = compiled(TEXT);
    ProblemGraph graph = problem.graph();
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double[] u = {random.nextGaussian()};
      double t = random.nextDouble();
      Map<Expr.Symbol, Double> at = new HashMap<>(Map.of(graph.t(), t, graph.x().get(0), x[0], graph.x().get(1), x[1],
          graph.u().getFirst(), u[0], graph.params().getFirst(), 0.5));
      assertArrayEquals(Interpreter.evaluate(graph.view().numbers(), at), drawn(problem, x, u, t));
    }
  }

  /** With the index in what is drawn, and in the label as in the name of an element. */
  @Test
  void aLoopDrawsOnceInEachRound() {
    CompiledProblem problem = compiled("""
        problem P {
          const n = 3;
          param tree[n, 2] = [1, 2; 3, 4; 5, 6];
          state x;
          control u;
          dynamics { der(x) = u; }
          view {
            tree: disc(tree[i, :], 0.1*i, color = "green") for i in 2:n;
            disc([x, i], 1) for i in 1:0;
            line([x, 0], [i, 0]) for i in -1:-1;
          }
          horizon 1 steps 10;
          start x = 1;
          minimize { running u^2; }
        }
        """);
    ViewInfo info = ViewInfo.decode(problem.loaded().view().orElseThrow().info());
    assertEquals(List.of(new Shape(Kind.DISC, "tree[2]", "green", "", 1),
        new Shape(Kind.DISC, "tree[3]", "green", "", 1), new Shape(Kind.LINE, "", "", "", 2)), info.shapes());
    assertArrayEquals(new double[] {3, 4, 0, 0.2, 5, 6, 0, 0.1 * 3, 7, 0, 0, -1, 0, 0},
        drawn(problem, new double[] {7}, new double[] {0}, 0));
  }

  @Test
  void aProblemWithoutAViewHasNoClassForIt() {
    CompiledProblem problem = compiled(TEXT.replaceAll("(?s)view \\{.*?\\n  \\}", "").replaceAll("view .*", ""));
    assertTrue(problem.loaded().view().isEmpty());
    assertTrue(problem.partClasses().stream().noneMatch(c -> c.name().endsWith("$View")));
  }

  private static double[] drawn(CompiledProblem problem, double[] x, double[] u, double t) {
    GeneratedView view = problem.loaded().view().orElseThrow();
    ProblemInstance instance = new ProblemInstance(problem.loaded().code());
    double[] d = new double[instance.dataSize()];
    instance.data(t, 0.1, x, 0, d);
    double[] values = new double[ViewInfo.decode(view.info()).size()];
    view.draw(x, 0, u, 0, d, new double[view.workspaceSize()], values);
    return values;
  }
}
