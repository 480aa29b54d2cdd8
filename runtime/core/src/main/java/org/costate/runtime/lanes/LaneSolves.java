/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.List;
import org.costate.runtime.linalg.LdlKernel;
import org.costate.runtime.linalg.LuKernel;

/**
 * Operations on many numbers, case by case through the kernels that generated code uses: the operands of a case are put in a row, and the
 * results taken from it.
 */
final class LaneSolves {
  private double[] row = new double[64];

  void look(LaneStep.Look step, double[][] registers, int n) {
    int operands = step.operands().size();
    double[] result = registers[step.result()];
    for (int lane = 0; lane < n; lane++) {
      gather(step.operands(), registers, lane);
      step.table().look(row, 0, step.orderX(), step.orderY());
      result[lane] = row[operands];
    }
  }

  void solve(LaneStep.Solve step, double[][] registers, int n) {
    int size = step.size();
    int squares = size * size;
    int triangle = size * (size + 1) / 2;
    int rightAt = step.operands().size() - size;
    int resultsAt = step.op() == LaneOp.LU_FACTOR || step.op() == LaneOp.LDL_FACTOR ? 0 : rightAt;
    int needed = Math.max(step.operands().size(), resultsAt + step.results().size());
    row = row.length < needed ? new double[needed] : row;
    for (int lane = 0; lane < n; lane++) {
      if (step.condition() >= 0 && registers[step.condition()][lane] != step.needed()) {
        continue; // what is left in its results nobody takes
      }
      gather(step.operands(), registers, lane);
      switch (step.op()) {
        case LU_FACTOR -> LuKernel.factor(row, 0, size, squares);
        case LU_SOLVE -> LuKernel.solve(row, 0, size, squares, rightAt);
        case LU_SOLVE_TRANSPOSED -> LuKernel.solveTransposed(row, 0, size, squares, rightAt);
        case LDL_FACTOR -> LdlKernel.factor(row, 0, size);
        default -> LdlKernel.solve(row, 0, size, triangle);
      }
      for (int i = 0; i < step.results().size(); i++) {
        int to = step.results().get(i);
        if (to >= 0) {
          registers[to][lane] = row[resultsAt + i];
        }
      }
    }
  }

  private void gather(List<Integer> operands, double[][] registers, int lane) {
    for (int i = 0; i < operands.size(); i++) {
      row[i] = registers[operands.get(i)][lane];
    }
  }
}
