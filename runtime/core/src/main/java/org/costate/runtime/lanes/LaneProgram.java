/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.List;
import org.costate.runtime.interpolate.LookupTable;

/**
 * Functions as instructions, to be done for many cases at a time; of a choice both sides are computed.
 *
 * @param routines a routine calls only those before it
 * @param stage which routine is the step with its cost: inputs x, u, d; outputs the next x, then l
 * @param terminal which routine is the terminal cost: inputs x, d; output lN
 * @param nx how many numbers x has, {@code nu}, u
 */
public record LaneProgram(List<Routine> routines, List<LookupTable> tables, int stage, int terminal, int nx, int nu) {
  /** How many numbers an instruction has: an operation and a, b, c. */
  public static final int WIDTH = 4;

  private static final LaneOp[] OPS = LaneOp.values();

  public LaneProgram {
    routines = List.copyOf(routines);
    tables = List.copyOf(tables);
  }

  /** Values are numbered: inputs, constants, then those of the instructions in order. */
  public static final class Routine {
    private final int inputs;
    private final double[] constants;
    private final int[] code;
    private final int[] lists;
    private final int[] outputs;

    /**
     * @param code instructions of {@value #WIDTH} numbers
     * @param lists where instructions with many operands find them
     * @param outputs values
     */
    public Routine(int inputs, double[] constants, int[] code, int[] lists, int[] outputs) {
      this.inputs = inputs;
      this.constants = constants.clone();
      this.code = code.clone();
      this.lists = lists.clone();
      this.outputs = outputs.clone();
    }

    public int inputs() {
      return inputs;
    }

    int instructions() {
      return code.length / WIDTH;
    }

    LaneOp op(int instruction) {
      return OPS[code[instruction * WIDTH]];
    }

    /** Number 0, 1 or 2 of an instruction: its a, b or c. */
    int number(int instruction, int which) {
      return code[instruction * WIDTH + 1 + which];
    }

    int listed(int at) {
      return lists[at];
    }

    int constants() {
      return constants.length;
    }

    double constant(int i) {
      return constants[i];
    }

    int outputs() {
      return outputs.length;
    }

    int output(int i) {
      return outputs[i];
    }
  }

  /** How many values an instruction takes from its list. */
  int listedOperands(Routine routine, int instruction) {
    int a = routine.number(instruction, 0);
    return switch (routine.op(instruction)) {
      case CALL, NEWTON -> routines.get(a).inputs();
      case LU_FACTOR -> a * a;
      case LU_SOLVE, LU_SOLVE_TRANSPOSED -> a * a + 2 * a;
      case LDL_FACTOR -> a * (a + 1) / 2;
      case LDL_SOLVE -> a * (a + 1) / 2 + a;
      case TABLE -> tables.get(a).arguments();
      default -> 0;
    };
  }

  /** How many values an instruction gives. */
  int results(Routine routine, int instruction) {
    int a = routine.number(instruction, 0);
    return switch (routine.op(instruction)) {
      case SIN_COS -> 2;
      case CALL -> routines.get(a).outputs();
      case NEWTON -> routine.number(instruction, 2);
      case LU_FACTOR -> a * a + a;
      case LU_SOLVE, LU_SOLVE_TRANSPOSED, LDL_SOLVE -> a;
      case LDL_FACTOR -> a * (a + 1) / 2;
      default -> 1;
    };
  }
}
