/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What compiling makes grows as the graph does, in operations and bytes; times are in docs/benchmarks.md. */
class CompileGrowthTest {
  private static final int STAGES = 4;

  /** Backwards and then forwards through a stage, about two operations for one each. */
  private static final int BY_STAGE = 4;

  private static final double BYTES = 16;

  /** @param directions of derivatives: tangents of states, and controls */
  private record Measured(GraphSize size, int directions) {
    static Measured of(Subject subject) throws IOException {
      CompilationResult result = subject.compile(subject.source());
      assertEquals(1, result.problems().size());
      CompiledProblem problem = result.problems().getFirst();
      return new Measured(GraphSize.of(result.problems()),
          problem.loaded().info().ndx() + problem.graph().u().size());
    }

    double byFormulaAndDirection() {
      return (double) size.derived() / (size.formulas() * directions);
    }
  }

  static List<Subject> programs() {
    return List.of(Subject.chain(2), Subject.chain(4), Subject.chain(7), Subject.of("benchmarks/problems/a4.ctl"),
        Subject.of("benchmarks/problems/a5.ctl"), Subject.of("benchmarks/problems/a6.ctl"));
  }

  /** Second derivatives of a scalar take a fixed multiple of the formulas in each direction; nothing is expanded beyond that. */
  @ParameterizedTest
  @MethodSource("programs")
  void derivativesAreAFixedMultipleOfTheFormulasInEachDirection(Subject subject) throws IOException {
    Measured measured = Measured.of(subject);
    double found = measured.byFormulaAndDirection();
    assertTrue(found <= STAGES * BY_STAGE, () -> subject.name() + ": " + found + " of " + measured);
  }

  @ParameterizedTest
  @MethodSource("programs")
  void anOperationBecomesAFewBytes(Subject subject) throws IOException {
    GraphSize size = Measured.of(subject).size();
    assertTrue(size.bytes() <= BYTES * size.derived(), () -> subject.name() + ": " + size);
  }

  /** One power of n more than the graph has would make the ratio 7/4. */
  @Test
  void longerChainsAreNotWorse() throws IOException {
    List<Double> ratios = new ArrayList<>();
    for (int n : new int[] {4, 7}) {
      ratios.add(Measured.of(Subject.chain(n)).byFormulaAndDirection());
    }
    assertTrue(ratios.get(1) <= 1.3 * ratios.get(0), ratios::toString);
  }
}
