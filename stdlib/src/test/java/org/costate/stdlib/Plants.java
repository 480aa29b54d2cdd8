/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Interpreter;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo;

/** The models of the library, each in a small problem. */
enum Plants {
  ACROBOT("Acrobot", "q1 = 0, q2 = 0, w1 = 0, w2 = 0", "1.0*tau^2"),
  ARM("Arm", "q1 = 0, q2 = 0, w1 = 0, w2 = 0", "1.0*sumsq(tau)"),
  CAR("Car", "x = 0, y = 0, theta = 0, v = 0", "1.0*steer^2 + 1.0*accel^2"),
  CARTPOLE("CartPole", "x = 0, theta = 0, v = 0, omega = 0", "1.0*f^2"),
  CHAIN("Chain", "q = 0, w = 0", "1.0*sumsq(tau)"),
  PENDULUM("Pendulum", "theta = 0, omega = 0", "1.0*tau^2"),
  PLANAR_QUADROTOR("PlanarQuadrotor", "x = 0, y = 0, theta = 0, vx = 0, vy = 0, omega = 0", "1.0*sumsq(f)"),
  QUADROTOR("Quadrotor", "p = 0, q = [1, 0, 0, 0], v = 0, w = 0", "1.0*sumsq(f)"),
  ROCKET("Rocket", "x = 0, y = 0, theta = 0, vx = 0, vy = 0, omega = 0, mass = 25e3", "1.0*thrust^2 + 1.0*gimbal^2"),
  SPACECRAFT("Spacecraft", "q = [1, 0, 0, 0], w = 0", "1.0*sumsq(tau)"),
  UNICYCLE("Unicycle", "x = 0, y = 0, psi = 0", "1.0*v^2 + 1.0*w^2");

  private static final Map<Plants, CompiledProblem> COMPILED = new ConcurrentHashMap<>();

  private final String model;
  private final String start;
  private final String cost;

  Plants(String model, String start, String cost) {
    this.model = model;
    this.start = start;
    this.cost = cost;
  }

  String module() {
    return "lib.plants." + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** A problem with steps of 10 ms, or with those of the map. */
  CompiledProblem compile() {
    return COMPILED.computeIfAbsent(this, plant -> plant.compile(Map.of()));
  }

  /** As above, with consts of the plant replaced. */
  CompiledProblem compile(Map<String, Double> constants) {
    CompilationResult result = Library.compile("""
        import %s { %s };
        problem Try for %s {
          horizon %s;
          start %s;
          minimize { running %s; }
        }
        """.formatted(module(), model, model, this == CAR ? "10 steps 10" : "0.1 [s] steps 10", start, cost),
        constants);
    assertEquals("", result.report());
    return result.problems().getFirst();
  }

  ProblemInstance instance() {
    return new ProblemInstance(compile().loaded().code());
  }

  /** Any state near the start: unit quaternions, angles within half a turn. */
  static double[] state(ProblemInstance problem, Random random) {
    Dims dims = problem.dims();
    double[] x = new double[dims.nx()];
    problem.start(x, 0);
    double[] y = new double[dims.nx()];
    problem.retract(x, 0, random.doubles(dims.ndx(), -1.4, 1.4).toArray(), 0, y, 0);
    return y;
  }

  static double[] control(ProblemInstance problem, Random random) {
    int m = problem.dims().nu();
    double[] lower = new double[m];
    double[] upper = new double[m];
    problem.controlBounds(lower, upper);
    double[] u = new double[m];
    for (int i = 0; i < m; i++) {
      u[i] = random.nextDouble(lower[i], upper[i]);
    }
    return u;
  }

  /** The time derivatives, or the next states, that the model states or the compiler derived. */
  static double[] rates(CompiledProblem compiled, ProblemInstance problem, double[] x, double[] u) {
    Map<Expr.Symbol, Double> values = new HashMap<>();
    put(values, compiled.graph().x(), x);
    put(values, compiled.graph().u(), u);
    for (VariableInfo variable : problem.info().variables()) {
      if (variable.kind() == VariableInfo.Kind.PARAM) {
        double[] numbers = problem.param(variable.name());
        for (int i = 0; i < numbers.length; i++) {
          values.put(compiled.graph().params().get(variable.offset() + i), numbers[i]);
        }
      }
    }
    return Interpreter.evaluate(compiled.graph().rates(), values);
  }

  private static void put(Map<Expr.Symbol, Double> values, List<Expr.Symbol> symbols, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      values.put(symbols.get(i), numbers[i]);
    }
  }
}
