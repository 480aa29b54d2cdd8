/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.RandomGraphs;
import org.costate.compiler.simplify.CallInliner;
import org.costate.compiler.simplify.MultiplyAdds;
import org.junit.jupiter.api.Test;

class RandomProgramsTest {
  private static void check(Functions functions, IntFunction<double[]> inputs, long seed) {
    for (int i = 0; i < 5; i++) {
      double[] at = inputs.apply(functions.inputCount());
      // Without a tolerance 0.0 and -0.0 are different, and all NaNs are equal.
      assertArrayEquals(functions.interpret(at), functions.at(at), () -> "seed " + seed);
    }
    Functions.codeSizes(functions.bytes())
        .forEach(
            (method, bytes) -> assertTrue(bytes <= 6000, () -> method + " has " + bytes + " bytes, seed " + seed));
  }

  @Test
  void smallGraphsEqualTheirEvaluation() {
    for (int seed = 0; seed < 600; seed++) {
      RandomFunctions random = new RandomFunctions(seed);
      check(random.compile(seed % 60), random::inputs, seed);
    }
  }

  @Test
  void graphsThatNeedManyMethodsEqualTheirEvaluation() {
    for (int seed = 0; seed < 15; seed++) {
      RandomFunctions random = new RandomFunctions(seed);
      check(random.compile(1000 + 400 * seed), random::inputs, seed);
    }
  }

  @Test
  void wellBehavedFormulasEqualTheirEvaluation() {
    for (int i = 0; i < 80; i++) {
      int seed = i;
      ExprBuilder builder = Functions.builder();
      RandomGraphs graphs = new RandomGraphs(builder, seed, false);
      List<Expr.Symbol> symbols = graphs.symbols("x", 4);
      List<Expr> formulas = graphs.formulas(symbols, 5 + 3 * seed, 5, 2);
      CallInliner inliner = new CallInliner(builder, function -> seed % 2 == 0, seed % 5, Map.of());
      List<Expr> inlined = inliner.apply(formulas);
      Functions functions =
          Functions.compile(symbols, seed % 3 == 0 ? inlined : new MultiplyAdds(builder, inlined).apply(inlined));
      Random random = new Random(seed);
      check(functions, count -> random.doubles(count, -1, 1).toArray(), seed);
    }
  }
}
