/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import org.costate.compiler.ir.Expr;
import org.costate.compiler.ops.Op;

/**
 * Upper bounds of what steps take in bytecode, so that a method planned within the limits is within them when it is generated. Indices are
 * taken to need the long forms of instructions.
 *
 * @param operations elementary operations
 * @param bytes of bytecode
 */
record Cost(int operations, int bytes) {
  static final Cost NOTHING = new Cost(0, 0);

  /** What a method may take: above some 400 operations the JIT compiler's time grows faster than the code; see {@link #withinMethod}. */
  private static final int METHOD_OPERATIONS = 400;

  /** Well below the 8000 bytes above which HotSpot never compiles a method. */
  private static final int METHOD_BYTES = 6000;

  /** The same where indices may take 9 bytes instead of 3, which makes no method longer than by 60 %. */
  private static final int METHOD_BYTES_WIDE = 4800;

  /** What every method may take besides its steps: fetching the arrays of an output object, the return. */
  private static final int METHOD_FRAME = 150;

  /** Loading a local variable. */
  private static final int LOCAL = 4;

  /** Loading from an array at an offset and keeping a copy in a local variable. */
  private static final int OUTSIDE = 14;

  /** Storing to the workspace and to a local variable. */
  private static final int DEFINE = 13;

  private static final int CALL = 3;

  /** A method call with all parameters. */
  private static final int RUN = 30;

  private static int methodBytes(boolean wide) {
    return wide ? METHOD_BYTES_WIDE : METHOD_BYTES;
  }

  /** @param wide whether indices may be above 32767 */
  boolean withinMethod(boolean wide) {
    return operations <= METHOD_OPERATIONS && bytes <= methodBytes(wide) - METHOD_FRAME;
  }

  /** Whether a branch is small enough to stand in one method, what its condition needs aside. */
  boolean withinBranch(boolean wide) {
    return operations <= METHOD_OPERATIONS && bytes <= methodBytes(wide) - METHOD_FRAME - 2 * OUTSIDE;
  }

  /** Whether it is small enough to stand in line on a side of a branch that is too large as a whole. */
  boolean withinSmallSide(boolean wide) {
    return operations <= METHOD_OPERATIONS / 8 && bytes <= methodBytes(wide) / 8;
  }

  Cost plus(Cost other) {
    return new Cost(operations + other.operations, bytes + other.bytes);
  }

  /** Loading one value for a step. */
  static Cost read(boolean inLocal) {
    return new Cost(0, inLocal ? LOCAL : OUTSIDE);
  }

  /** A step without its reads; a branch without its sides. */
  static Cost alone(Step step) {
    return switch (step) {
      case Step.Compute c -> new Cost(1, operation(c.node().op()) + DEFINE);
      case Step.Read r -> new Cost(1, OUTSIDE + DEFINE);
      case Step.Pass p -> new Cost(1, 7);
      case Step.Invoke i when i.target() instanceof Step.Target.Newton -> new Cost(1, 2 * 4 + 6 * 3 + 3 * CALL + 3);
      case Step.Invoke i -> new Cost(1, 2 + 6 * 3 + CALL);
      case Step.Fetch f -> new Cost(1, OUTSIDE + DEFINE);
      case Step.Assign a -> new Cost(1, DEFINE);
      case Step.Write w -> new Cost(1, 10);
      case Step.Branch b -> new Cost(1, 8);
      case Step.Run r -> new Cost(1, RUN);
      case Step.Return r -> new Cost(1, 1);
    };
  }

  private static int operation(Op op) {
    return switch (op) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, AND, OR -> 1;
      case NOT -> 2;
      case LESS, LESS_EQUAL, EQUAL -> 9;
      case MOD -> 6 * LOCAL + 3 + CALL;
      default -> CALL;
    };
  }

  /** Whether a value is loaded from an array unless a local variable holds it. */
  static boolean livesOutside(Expr value) {
    return !(value instanceof Expr.Constant) && !(value instanceof Expr.Truth);
  }
}
