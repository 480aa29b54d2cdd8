/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

/**
 * What an instruction of a {@link LaneProgram} does with its three numbers a, b, c: those of values, unless said otherwise. Truth values are
 * 1 and 0. A "list" is where values are listed in the routine. Artefacts hold ordinals: changes here are changes of their format.
 */
public enum LaneOp {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  NEGATE,
  SQRT,
  ABS,
  FLOOR,
  CEIL,
  ROUND,
  /** a - b floor(a / b). */
  MOD,
  MIN,
  MAX,
  NOT,
  AND,
  OR,
  /** a b + c, rounded once. */
  MULTIPLY_ADD,
  POW,
  CBRT,
  EXP,
  EXPM1,
  LOG,
  LOG1P,
  LOG10,
  TAN,
  ASIN,
  ACOS,
  ATAN,
  ATAN2,
  SINH,
  COSH,
  TANH,
  SIGN,
  LESS,
  LESS_EQUAL,
  EQUAL,
  /** a where c is true, otherwise b. */
  SELECT,
  SIN,
  COS,
  /** Two values, sin a and cos a. */
  SIN_COS,
  /** All outputs of routine a; b is the list of its inputs. */
  CALL,
  /** The y [c] with residual(y, p) = 0, whose system is routine a; list b: y to begin with, then p. */
  NEWTON,
  /** Factors and pivot rows of an [a x a] matrix, list b. */
  LU_FACTOR,
  /** The solution; list b: factors and pivot rows, then the right side [a]. */
  LU_SOLVE,
  LU_SOLVE_TRANSPOSED,
  /** Factors; list b: the lower triangle of an [a x a] matrix. */
  LDL_FACTOR,
  /** The solution; list b: factors, then the right side [a]. */
  LDL_SOLVE,
  /** The value of table a differentiated c / 16 and c % 16 times; list b: its arguments. */
  TABLE;

  /** Whether the JIT compiler turns a loop of it into vector instructions. */
  boolean vectorizes() {
    return compareTo(POW) < 0;
  }

  /** Whether it is done in a generated loop: it has one value, which follows from the values of the same case. */
  boolean loops() {
    return compareTo(SIN) < 0;
  }

  /** Whether it takes and gives single values. */
  boolean elementary() {
    return compareTo(CALL) < 0;
  }

  /** Whether it is a factorization or a solve with one. */
  boolean solves() {
    return compareTo(LU_FACTOR) >= 0 && compareTo(LDL_SOLVE) <= 0;
  }

  /** How many of a, b, c are values, for {@link #elementary} ones. */
  int arity() {
    return switch (this) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MOD, MIN, MAX, AND, OR, POW, ATAN2, LESS, LESS_EQUAL, EQUAL -> 2;
      case SELECT, MULTIPLY_ADD -> 3;
      case NEGATE, SQRT, ABS, FLOOR, CEIL, ROUND, NOT, CBRT, EXP, EXPM1, LOG, LOG1P, LOG10, TAN, ASIN, ACOS, ATAN,
          SINH, COSH, TANH, SIGN, SIN, COS, SIN_COS, CALL, NEWTON, LU_FACTOR, LU_SOLVE, LU_SOLVE_TRANSPOSED, LDL_FACTOR,
          LDL_SOLVE, TABLE ->
        1;
    };
  }
}
