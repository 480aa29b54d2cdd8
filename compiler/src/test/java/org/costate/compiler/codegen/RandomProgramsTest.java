/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomProgramsTest {
  private static void check(long seed, int size) {
    RandomFunctions random = new RandomFunctions(seed);
    Functions functions = random.compile(size);
    for (int i = 0; i < 5; i++) {
      double[] inputs = random.inputs(functions.inputCount());
      // Equal bits but for NaNs: assertArrayEquals without a tolerance tells 0.0 from -0.0.
      assertArrayEquals(functions.interpret(inputs), functions.at(inputs), () -> "seed " + seed + ", size " + size);
    }
    Functions.codeSizes(functions.bytes()).forEach(
        (method, bytes) -> assertTrue(bytes <= 6000, () -> method + " has " + bytes + " bytes, seed " + seed));
  }

  @Test
  void smallGraphsEqualTheirEvaluation() {
    for (int seed = 0; seed < 1500; seed++) {
      check(seed, seed % 60);
    }
  }

  @Test
  void graphsThatNeedManyMethodsEqualTheirEvaluation() {
    for (int seed = 0; seed < 40; seed++) {
      check(seed, 1000 + 200 * seed);
    }
  }
}
