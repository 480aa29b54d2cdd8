/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ops.Op;
import org.costate.runtime.lanes.LaneMachine;
import org.costate.runtime.lanes.LanePlan;
import org.junit.jupiter.api.Test;

/** Every case of many has the bits of the bytecode for one. */
class LanesTest {
  private static final int CASES = 19;

  private static void check(Functions functions, double[][] cases, LaneMachine machine, String what) {
    double[][] x = new double[functions.inputCount()][cases.length];
    for (int lane = 0; lane < cases.length; lane++) {
      for (int i = 0; i < x.length; i++) {
        x[i][lane] = cases[lane][i];
      }
    }
    int count = functions.at(cases[0]).length;
    double[][] results = new double[count][cases.length];
    machine.stage(cases.length, x, new double[0][], new double[0][], results);
    for (int lane = 0; lane < cases.length; lane++) {
      double[] wanted = functions.at(cases[lane]);
      for (int i = 0; i < count; i++) {
        assertEquals(Double.doubleToLongBits(wanted[i]), Double.doubleToLongBits(results[i][lane]),
            what + ", case " + lane + ", result " + i + ": " + wanted[i] + " but " + results[i][lane]);
      }
    }
  }

  @Test
  void randomProgramsOfAllOperations() {
    for (long seed = 0; seed < 150; seed++) {
      RandomFunctions random = new RandomFunctions(seed);
      Functions functions = random.compile(20 + (int) (seed % 7) * 40);
      LaneMachine machine = new LaneMachine(LanePlan.of(functions.lanes(), true), CASES);
      for (int run = 0; run < 2; run++) { // the second finds what the first left in the registers
        double[][] cases = new double[CASES - run][];
        for (int lane = 0; lane < cases.length; lane++) {
          cases[lane] = random.inputs(functions.inputCount());
        }
        check(functions, cases, machine, "seed " + seed);
      }
    }
  }

  /** y^3 + y = p by Newton's iteration, which takes a different number of steps for each case, in a function that is called twice. */
  @Test
  void iterationsOfCasesEndOneByOne() {
    ExprBuilder builder = Functions.builder();
    Expr.Symbol y = builder.symbol("y");
    Expr.Symbol p = builder.symbol("p");
    Expr cube = builder.apply(Op.MULTIPLY, y, builder.apply(Op.MULTIPLY, y, y));
    Expr residual = builder.apply(Op.SUBTRACT, builder.apply(Op.ADD, cube, y), p);
    Expr slope =
        builder.apply(Op.ADD, builder.apply(Op.MULTIPLY, builder.constant(3), builder.apply(Op.MULTIPLY, y, y)),
            builder.constant(1));
    ImplicitSolve root = new ImplicitSolve(new GraphFunction("r", List.of(y, p), List.of(residual)),
        new GraphFunction("s", List.of(y, p), List.of(residual, slope)));
    Expr.Symbol q = builder.symbol("q");
    GraphFunction solve = new GraphFunction("solve", List.of(q),
        builder.call(root, List.of(builder.constant(0), q)).stream().map(Expr.class::cast).toList());
    Expr.Symbol x = builder.symbol("x");
    Expr once = builder.call(solve, List.of(x)).getFirst();
    Expr twice = builder.call(solve, List.of(builder.apply(Op.SIN, once))).getFirst();
    Functions functions = Functions.compile(List.of(x), List.of(once, twice, once));
    double[][] cases = {{0}, {1}, {-1e6}, {1e-9}, {30}, {Double.NaN}, {Double.POSITIVE_INFINITY}, {2}};
    LaneMachine machine = new LaneMachine(LanePlan.of(functions.lanes(), true), cases.length);
    check(functions, cases, machine, "first run");
    check(functions, cases, machine, "second run");
  }
}
