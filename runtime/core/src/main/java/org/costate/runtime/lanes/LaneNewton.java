/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.linalg.NewtonKernel;

/** The iterations of {@link NewtonKernel} of many cases, each with memory of its own. */
final class LaneNewton {
  private final double[][] y;

  /** For each case y, r and its Jacobian, the kernel's memory. */
  private final double[] rows;

  private final int size;
  private final int memoryAt;
  private final boolean[] ended;

  LaneNewton(int unknowns, int lanes) {
    y = new double[unknowns][lanes];
    memoryAt = 2 * unknowns + unknowns * unknowns;
    size = memoryAt + NewtonKernel.memory(unknowns);
    rows = new double[size * lanes];
    ended = new boolean[lanes];
  }

  /** The unknown that the system is evaluated at. */
  double[] unknown(int i) {
    return y[i];
  }

  void begin(LaneStep.Newton step, double[][] registers, int n) {
    for (int i = 0; i < y.length; i++) {
      System.arraycopy(registers[step.arguments().get(i)], 0, y[i], 0, n);
    }
    for (int lane = 0; lane < n; lane++) {
      for (int i = 0; i < y.length; i++) {
        rows[lane * size + i] = y[i][lane];
      }
      NewtonKernel.start(rows, lane * size + memoryAt);
    }
    Arrays.fill(ended, 0, n, false);
  }

  /** Looks at what the system's outputs are now. @return whether to evaluate again */
  boolean proceed(double[][] registers, List<Integer> outputs, int n) {
    int unknowns = y.length;
    boolean again = false;
    for (int lane = 0; lane < n; lane++) {
      if (ended[lane]) {
        continue;
      }
      int at = lane * size;
      for (int i = 0; i < outputs.size(); i++) {
        rows[at + unknowns + i] = registers[outputs.get(i)][lane];
      }
      ended[lane] = !NewtonKernel.proceed(rows, at, unknowns, at + unknowns, at + memoryAt);
      again |= !ended[lane];
      for (int i = 0; i < unknowns; i++) {
        y[i][lane] = rows[at + i];
      }
    }
    return again;
  }

  /** Hands the solution over. */
  void end(LaneStep.Newton step, double[][] registers) {
    for (int i = 0; i < y.length; i++) {
      int to = step.results().get(i);
      if (to >= 0) {
        double[] result = y[i];
        y[i] = registers[to];
        registers[to] = result;
      }
    }
  }
}
