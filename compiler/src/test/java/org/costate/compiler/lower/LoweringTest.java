/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.Programs;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoweringTest {
  private final ExprBuilder builder = new ExprBuilder(NodeRewriter.NONE);

  private ProblemGraph lower(String text) {
    CheckedFile file = Programs.checked(text);
    return Lowering.lower(file.problems().getFirst(), file, builder);
  }

  private static double value(Expr expr, Map<Expr.Symbol, Double> at) {
    return Interpreter.evaluate(List.of(expr), at)[0];
  }

  private static void put(Map<Expr.Symbol, Double> at, List<Expr.Symbol> symbols, double... values) {
    for (int i = 0; i < values.length; i++) {
      at.put(symbols.get(i), values[i]);
    }
  }

  private static final String PENDULUM = """
      /// Torque-limited pendulum.
      model Pendulum {
        /// The mass.
        param m = 1.5;
        param l = 2*m;
        signal wind = 0.25;
        state theta;
        state omega in [-9, 9*m];
        control tau = m/4 in [-3, m];
        let energy = 0.5*m*l^2*omega^2 - m*9.81*l*cos(theta);
        dynamics {
          let inertia = m*l^2;
          der(theta) = omega;
          der(omega) = (tau + wind*t - 9.81*m*l*sin(theta)) / inertia;
        }
      }
      problem SwingUp for Pendulum {
        param goal[2] = [1, m];
        horizon 4*m steps 60;
        integrator midpoint substeps 3 cost left;
        start theta = m, omega = 0;
        guess tau = sin(t);
        maximize {
          running effort: -tau^2;
          running -0.1*energy;
          terminal settle: goal[2]*cos(theta) - t;
        }
      }
      """;

  @Test
  void formulasOfAPendulum() {
    ProblemGraph graph = lower(PENDULUM);
    Map<Expr.Symbol, Double> at = new HashMap<>();
    at.put(graph.t(), 2.0);
    put(at, graph.x(), 0.3, -0.7);
    put(at, graph.u(), 1.1);
    put(at, graph.params(), 1.2, 0.9, 1, 5);
    put(at, graph.signals(), 0.4);
    double inertia = 1.2 * 0.9 * 0.9;
    assertEquals(-0.7, value(graph.rates().get(0), at));
    assertEquals((1.1 + 0.8 - 9.81 * 1.2 * 0.9 * Math.sin(0.3)) / inertia, value(graph.rates().get(1), at), 1e-14);
    double energy = 0.5 * inertia * 0.49 - 1.2 * 9.81 * 0.9 * Math.cos(0.3);
    assertEquals(1.21 + 0.1 * energy, value(graph.running().orElseThrow(), at), 1e-14);
    assertEquals(-(5 * Math.cos(0.3) - 2), value(graph.terminal().orElseThrow(), at), 1e-14);
    assertEquals(4.8, value(graph.horizon(), at));
  }

  @Test
  void everythingElseOfAPendulum() {
    ProblemGraph graph = lower(PENDULUM);
    assertEquals(ProblemInfo.Sense.MAXIMIZE, graph.sense());
    assertEquals(new ProblemGraph.Integrator(ProblemGraph.Integrator.Rule.MIDPOINT, 3, true), graph.integrator());
    assertEquals(60, graph.steps());
    assertEquals(false, graph.discrete());
    Map<Expr.Symbol, Double> at = new HashMap<>();
    put(at, graph.params(), 1.2, 0.9, 1, 5);
    ProblemGraph.Setup setup = graph.setup();
    assertEquals(List.of(1.2, 0.0), values(setup.start(), at));
    assertEquals(List.of(Double.NEGATIVE_INFINITY, -9.0), values(setup.stateLower(), at));
    assertEquals(List.of(Double.POSITIVE_INFINITY, 9 * 1.2), values(setup.stateUpper(), at));
    assertEquals(List.of(-3.0), values(setup.controlLower(), at));
    assertEquals(List.of(1.2), values(setup.controlUpper(), at));
    assertEquals(List.of(0.3), values(setup.trim(), at));
    assertEquals(List.of(1.5, 2.4, 1.0, 1.2, 0.25), values(graph.defaults(), at));
    assertEquals(new VariableInfo(VariableInfo.Kind.PARAM, "m", List.of(), 0, "", "The mass.", 4),
        variable(graph, "m"));
    assertEquals(new VariableInfo(VariableInfo.Kind.PARAM, "goal", List.of(2), 2, "", "", 18), variable(graph, "goal"));
    assertEquals(new VariableInfo(VariableInfo.Kind.STATE, "omega", List.of(), 1, "", "", 8), variable(graph, "omega"));
  }

  private static VariableInfo variable(ProblemGraph graph, String name) {
    return graph.variables().stream().filter(v -> v.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Double> values(Collection<Expr> exprs, Map<Expr.Symbol, Double> at) {
    return exprs.stream().map(e -> value(e, at)).toList();
  }

  @Test
  void runsOverrideElementsAndKnowTheEndOfTheTrajectory() {
    ProblemGraph graph = lower("""
        problem P {
          param m = 2;
          state x[2];
          state y;
          control u[2];
          let half = x[2]/2;
          dynamics { next(x) = u; next(y) = y; }
          horizon 3 steps 3;
          start x = [1, 2], y = 3;
          guess u[1] = t, u[2] = 7;
          minimize { running sumsq(u); }
        }
        solve P as first using ddp {
          iterations = 2*10;
          regularization { initial = 1e-3; }
          start x[2] = m;
          guess u[2] = 2*t;
          expect final(half) + initial(y) <= m and iterations < 5;
          expect objective == 1;
        }
        solve P using ilqr { }
        """);
    ProblemGraph.Run run = graph.runs().getFirst();
    assertEquals("first", run.name());
    assertEquals("ddp", run.method());
    assertEquals(Map.of("iterations", "20", "regularization.initial", "0.001"), run.options());
    Map<Expr.Symbol, Double> at = new HashMap<>();
    at.put(graph.t(), 3.0);
    put(at, graph.params(), 2);
    assertEquals(OptionalDouble.of(3), optional(graph.guess().controls().get(0), at));
    assertEquals(OptionalDouble.empty(), optional(run.guess().controls().get(0), at));
    assertEquals(OptionalDouble.of(6), optional(run.guess().controls().get(1), at));
    assertEquals(OptionalDouble.empty(), optional(run.start().get(0), at));
    assertEquals(OptionalDouble.of(2), optional(run.start().get(1), at));
    assertEquals("final(x[2])", run.facts().get(7).name());
    assertEquals("final(y)", run.facts().get(8).name());
    // objective, max_violation, iterations, the start state, the final state
    put(at, run.facts(), 1, 0, 4, 0, 0, 0.5, 0, 3, 0);
    assertEquals(List.of(1.0, 1.0), values(run.expectations().stream().map(e -> e.condition()).toList(), at));
    put(at, run.facts(), 2, 0, 4, 0, 0, 0.6, 0, 3, 0);
    assertEquals(List.of(0.0, 0.0), values(run.expectations().stream().map(e -> e.condition()).toList(), at));
    assertEquals("final(half) + initial(y) <= m and iterations < 5", run.expectations().getFirst().span().text());
    assertEquals("P", graph.runs().get(1).name());
    assertTrue(graph.discrete());
  }

  private static OptionalDouble optional(Optional<Expr> expr, Map<Expr.Symbol, Double> at) {
    return expr.map(e -> OptionalDouble.of(value(e, at))).orElse(OptionalDouble.empty());
  }

  /** The same expressions with params as with consts: the graph must agree with the constant evaluator to the last bit. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "sum(A*a .* a)", "(a' * A * a)/a[1]", "sum(A \\ a)", "sum((A \\ [A, eye(2)])*[1, 2, 3, 4])", "b^3 - b^-2",
    "b^b", "sum(a .^ b)", "if b > 1 and not (b > 2) then sum(a) else 0", "if b < 1 then 0 else norm(a)",
    "clamp(b, 0, 1) + max(a) - min(a, b)[2]", "sum(a[i]*sum(A[i, j]*b^j for j in 1:2) for i in 1:2)",
    "atan2(a[1], a[2])*hypot(b, a[2])", "mod(b, 0.7) + floor(b) + sign(-b)",
    "mean(A[:, 1]) + prod(a) + dot(a, A[2, :])",
    "sum(cross([a, b], [b, a]))", "sum(diag(A) + diag(a)[:, 2])", "scaled(a, b)[2]"})
  void paramsGiveWhatConstsGive(String expression) {
    String given = "%1$s a%2$s = [0.3, 1.7]; %1$s b = 1.4; %1$s A%3$s = [2, 0.5; 0.25, 3];";
    String function = "function scaled(p[2], q)[2] { let w[2] = q*p; return w + p; }\n";
    CheckedFile constant =
        Programs.checked(function + given.formatted("const", "", "") + "const v = " + expression + ";");
    double wanted = constant.analysis().constants().constant(Programs.constant(constant, "v")).value();
    ProblemGraph graph = lower(function + "problem P {" + given.formatted("param", "[2]", "[2, 2]")
        + "let v = " + expression + "; state x; dynamics { der(x) = v; } horizon 1 steps 1; start x = 0;"
        + " minimize { running x^2; } }");
    Map<Expr.Symbol, Double> at = new HashMap<>();
    put(at, graph.params(), 0.3, 1.7, 1.4, 2, 0.5, 0.25, 3);
    assertEquals(wanted, value(graph.rates().getFirst(), at), 4 * Math.ulp(wanted));
  }

  @Test
  void nodesRememberTheirPlace() {
    ProblemGraph graph = lower(PENDULUM);
    Expr rate = graph.rates().get(1);
    assertEquals("(tau + wind*t - 9.81*m*l*sin(theta)) / inertia", builder.originOf(rate).orElseThrow().text());
    List<Expr> unknown = Graph.of(graph.rates())
        .nodes()
        .stream()
        .filter(e -> e instanceof Expr.Apply && builder.originOf(e).isEmpty())
        .toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void aLargeFunctionIsCalledAndASmallOneExpanded() {
    String terms = IntStream.rangeClosed(1, 100).mapToObj(i -> " + sin(y*" + i + ")*k").collect(Collectors.joining());
    ProblemGraph graph = lower("problem P { param k = 2; state x; state z; "
        + "function small(y) = y*k; function large(y, p) = p" + terms + ";"
        + "dynamics { der(x) = small(x) + large(x, 1) + large(z, 2); der(z) = large(x, 1); }"
        + " horizon 1 steps 1; start x = 0, z = 0; minimize { running x^2; } }");
    List<Expr> nodes = Graph.of(graph.rates()).nodes();
    assertEquals(2, nodes.stream().filter(e -> e instanceof Expr.Output).count());
    assertEquals(3, nodes.stream().filter(e -> e instanceof Expr.Apply).count());
    Map<Expr.Symbol, Double> at = new HashMap<>();
    put(at, graph.x(), 0.3, 0.4);
    put(at, graph.params(), 2);
    double first = 1 + IntStream.rangeClosed(1, 100).mapToDouble(i -> Math.sin(0.3 * i) * 2).sum();
    double second = 2 + IntStream.rangeClosed(1, 100).mapToDouble(i -> Math.sin(0.4 * i) * 2).sum();
    assertEquals(first, value(graph.rates().get(1), at), 1e-12);
    assertEquals(0.6 + first + second, value(graph.rates().get(0), at), 1e-12);
  }

  @Test
  void aLargeFunctionMeansTheEndOfTheTrajectoryInAnExpectation() {
    String terms = IntStream.rangeClosed(1, 100).mapToObj(i -> " + sin(x*" + i + ")*y").collect(Collectors.joining());
    ProblemGraph graph = lower("problem P { state x; function large(y) = y" + terms + ";"
        + "dynamics { der(x) = large(x); } horizon 1 steps 1; start x = 0; minimize { running x^2; } }"
        + "solve P using ilqr { expect final(large(2)) > initial(large(2)); }");
    ProblemGraph.Run run = graph.runs().getFirst();
    Map<Expr.Symbol, Double> at = new HashMap<>();
    put(at, run.facts(), 0, 0, 0, 0, 0.01);
    assertEquals(1.0, value(run.expectations().getFirst().condition(), at));
    put(at, run.facts(), 0, 0, 0, 0, -0.01);
    assertEquals(0.0, value(run.expectations().getFirst().condition(), at));
  }

  @Test
  void callsThatDoubleAtEachLevelAreShared() {
    StringBuilder text = new StringBuilder("function f0(x) = x + 1;\n");
    for (int i = 1; i <= 60; i++) {
      String inner = "f" + (i - 1) + "(x)";
      text.append("function f" + i + "(x) = 0.5*" + inner + " + 0.5*" + inner + ";\n");
    }
    text.append(
        "problem P { state x; dynamics { der(x) = f60(x); } horizon 1 steps 1; start x = 0; minimize { running x^2; } }");
    ProblemGraph graph = lower(text.toString());
    assertEquals(4.0, value(graph.rates().getFirst(), Map.of(graph.x().getFirst(), 3.0)));
  }
}
