/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.List;
import org.costate.runtime.interpolate.LookupTable;

/** What a {@link LaneMachine} does at a time. Registers hold a number of every case, scalars one that is the same for all. */
sealed interface LaneStep {
  /** A number that is the same for all cases. */
  record Scalar(LaneOp op, int target, int a, int b, int c) implements LaneStep {}

  /** A scalar put in a register. */
  record Fill(int register, int scalar) implements LaneStep {}

  record Copy(int target, int register) implements LaneStep {}

  /** @param cosine -1 where only the sine is asked for; {@code sine} likewise */
  record Trigonometric(int angle, int sine, int cosine) implements LaneStep {}

  /** Elementary operations in one loop. */
  record Loop(LaneLoop code) implements LaneStep {}

  /**
   * @param arguments by input: a register, or a scalar where the routine takes one
   * @param results registers by output, -1 for those that nobody needs
   */
  record Call(int routine, List<Integer> arguments, List<Integer> results) implements LaneStep {}

  /** @param number of the iteration among those of the routine */
  record Newton(int number, int system, int unknowns, List<Integer> arguments, List<Integer> results)
      implements LaneStep {}

  /**
   * A factorization or a solve of [size x size].
   *
   * @param condition the register that says which cases need it, those with {@code needed} in it; -1 if all do
   */
  record Solve(LaneOp op, int size, List<Integer> operands, List<Integer> results, int condition, double needed)
      implements LaneStep {}

  record Look(LookupTable table, int orderX, int orderY, List<Integer> operands, int result) implements LaneStep {}
}
