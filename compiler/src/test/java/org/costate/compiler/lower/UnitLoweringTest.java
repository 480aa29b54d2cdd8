/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.check.CheckedFile;
import org.costate.compiler.check.Programs;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ir.Printer;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.runtime.problem.VariableInfo;
import org.junit.jupiter.api.Test;

/** Values are kept in their declared units, formulas are about quantities. */
class UnitLoweringTest {
  private static final String SI = """
      model Car {
        param limit : rad = 1.0471975511965976;
        param gain : 1/s = 0.5;
        const wind : m/s = 2;
        state x : m;
        state a : rad in [-1.0471975511965976, 3.141592653589793];
        control v : m/s = 5 in [-10, 20];
        dynamics {
          let ahead : m = x - 5000;
          der(x) = v*cos(a) + wind - if x <= 2000 then gain*ahead else 0 [m/s];
          der(a) = gain*(limit - a) + (v - 5) / 100 [m];
        }
      }
      problem Drive for Car {
        horizon 90 steps 10;
        start x = 500, a = 0.5235987755982988;
        guess v = 3 + 1 [m/s] * sin(0.1 [rad/s] * t);
        minimize { running 0.1*v^2 + 2*(x - 3000)^2; terminal 3*a^2 + 1.0*norm([x, 1000]); }
      }
      """;

  private static final String ODD = """
      unit kph = : km/h;
      model Car {
        param limit : deg = 60 [deg];
        param gain : 1/min = 0.5 [Hz];
        const wind : kph = 7.2;
        state x : km;
        state a : deg in [-60 [deg], 180];
        control v : kph = 18 in [-10 [m/s], 72];
        dynamics {
          let ahead : cm = x - 5;
          der(x) = v*cos(a) + wind - if x <= 2 then gain*ahead else 0 [m/s];
          der(a) = gain*(limit - a) + (v - 18) / 0.1 [km];
        }
      }
      problem Drive for Car {
        horizon 1.5 [min] steps 10;
        start x = 0.5, a = 30;
        guess v = 3 [m/s] + 1 [m/s] * sin(6 [rad/min] * t);
        minimize { running 0.1*v^2 + 2*(x - 3)^2; terminal 3*a^2 + 1.0*norm([x, 1]); }
      }
      """;

  private static ProblemGraph lower(String text, ExprBuilder builder) {
    CheckedFile file = Programs.checked(text);
    return Lowering.lower(file.problems().getFirst(), file, builder);
  }

  private static double[] values(List<Expr> formulas, ProblemGraph graph, double[] x, double u, double[] p, double t) {
    Map<Expr.Symbol, Double> at = new HashMap<>();
    at.put(graph.t(), t);
    at.put(graph.u().getFirst(), u);
    for (int i = 0; i < 2; i++) {
      at.put(graph.x().get(i), x[i]);
      at.put(graph.params().get(i), p[i]);
    }
    return Interpreter.evaluate(formulas, at);
  }

  private static List<Expr> formulas(ProblemGraph graph) {
    List<Expr> all = new ArrayList<>(graph.rates());
    all.add(graph.running().orElseThrow());
    all.add(graph.terminal().orElseThrow());
    all.add(graph.guess().controls().getFirst().orElseThrow());
    return all;
  }

  @Test
  void theSameMotionInOtherUnits() {
    ProblemGraph si = lower(SI, new ExprBuilder(NodeRewriter.NONE));
    ProblemGraph odd = lower(ODD, new ExprBuilder(NodeRewriter.NONE));
    double deg = Math.PI / 180;
    double kph = 1000.0 / 3600;
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double[] x = {5000 * random.nextDouble(), random.nextGaussian()};
      double u = 20 * random.nextGaussian();
      double[] p = {random.nextDouble(), random.nextDouble()};
      double t = 100 * random.nextDouble();
      double[] wanted = values(formulas(si), si, x, u, p, t);
      double[] found = values(formulas(odd), odd, new double[] {x[0] / 1000, x[1] / deg}, u / kph,
          new double[] {p[0] / deg, p[1] * 60}, t);
      double[] units = {1000, deg, 1, 1, kph};
      for (int k = 0; k < wanted.length; k++) {
        assertEquals(wanted[k], found[k] * units[k], 1e-11 * (1 + Math.abs(wanted[k])), "formula " + k);
      }
    }
  }

  @Test
  void whatIsKeptCountsInItsUnit() {
    ProblemGraph graph = lower(ODD, new ExprBuilder(NodeRewriter.NONE));
    double[] none = {0, 0};
    List<Expr> kept = new ArrayList<>(graph.defaults());
    kept.addAll(graph.setup().start());
    kept.add(graph.setup().stateLower().get(1));
    kept.add(graph.setup().stateUpper().get(1));
    kept.addAll(graph.setup().controlLower());
    kept.addAll(graph.setup().controlUpper());
    kept.addAll(graph.setup().trim());
    kept.add(graph.horizon());
    double[] found = values(kept, graph, none, 0, none, 0);
    double[] wanted = {60, 30, 0.5, 30, -60, 180, -36, 72, 18, 90};
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], found[i], i == 6 ? 1e-14 : 0, "value " + i);
    }
    assertEquals(List.of("km", "deg", "kph", "deg", "1/min"),
        graph.variables().stream().map(VariableInfo::unit).toList());
  }

  @Test
  void coherentUnitsChangeNothing() {
    String bare = SI.replaceAll(" : (rad|m/s|m|1/s)(?=[ ;])", "").replaceAll(" \\[(m/s|rad/s|m)\\]", "");
    assertEquals(-1, bare.indexOf("m/s"));
    assertEquals(text(lower(bare, new ExprBuilder(NodeRewriter.NONE))),
        text(lower(SI, new ExprBuilder(NodeRewriter.NONE))));
  }

  private static String text(ProblemGraph graph) {
    List<Expr> all = formulas(graph);
    all.addAll(graph.defaults());
    all.addAll(graph.setup().start());
    all.addAll(graph.setup().stateLower());
    all.addAll(graph.setup().controlUpper());
    List<Expr.Symbol> inputs = new ArrayList<>(graph.x());
    inputs.addAll(graph.u());
    inputs.addAll(graph.params());
    inputs.add(graph.t());
    return Printer.print(new GraphFunction("all", inputs, all));
  }
}
