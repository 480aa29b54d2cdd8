/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lanes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LdlFactor;
import org.costate.compiler.ir.LdlSolve;
import org.costate.compiler.ir.LuFactor;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.SymmetricSolve;
import org.costate.compiler.ir.TableLookup;
import org.costate.compiler.ops.Op;
import org.costate.runtime.interpolate.LookupTable;
import org.costate.runtime.lanes.LaneOp;
import org.costate.runtime.lanes.LaneProgram;

/** Numbers the values of a sequence and writes the instructions. */
final class RoutineWriter {
  private final LaneSequence sequence;
  private final ToIntFunction<GraphFunction> numberOf;
  private final ToIntFunction<LookupTable> tableOf;

  /** By bits: zeros of both signs are different numbers. */
  private final Map<Long, Integer> constants = new LinkedHashMap<>();

  private final Map<Expr, Integer> numbers = new HashMap<>();
  private final List<Integer> code = new ArrayList<>();
  private final List<Integer> lists = new ArrayList<>();
  private int next;

  RoutineWriter(LaneSequence sequence, ToIntFunction<GraphFunction> numberOf, ToIntFunction<LookupTable> tableOf) {
    this.sequence = sequence;
    this.numberOf = numberOf;
    this.tableOf = tableOf;
  }

  LaneProgram.Routine write() {
    numberConstants();
    next = sequence.inputs() + constants.size();
    sequence.units().forEach(this::unit);
    double[] values = constants.keySet().stream().mapToDouble(Double::longBitsToDouble).toArray();
    int[] outputs = sequence.results().stream().mapToInt(this::number).toArray();
    return new LaneProgram.Routine(sequence.inputs(), values, array(code), array(lists), outputs);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private void numberConstants() {
    for (LaneSequence.Unit unit : sequence.units()) {
      unit.reads().forEach(this::numberConstant);
      if (unit instanceof LaneSequence.Invoke invoke && invoke.call().callee() instanceof MatrixProduct) {
        constant(0);
      }
    }
    sequence.results().forEach(this::numberConstant);
  }

  private void numberConstant(Expr read) {
    if (read instanceof Expr.Constant || read instanceof Expr.Truth) {
      number(read);
    }
  }

  private int constant(double value) {
    long bits = Double.doubleToRawLongBits(value);
    constants.putIfAbsent(bits, constants.size());
    return sequence.inputs() + constants.get(bits);
  }

  private int number(Expr value) {
    return switch (value) {
      case Expr.Constant c -> constant(c.value());
      case Expr.Truth t -> constant(t.value() ? 1 : 0);
      case Expr.Symbol symbol -> sequence.registers().get(symbol);
      case Expr.Apply apply -> numbers.get(apply);
      case Expr.Choose choose -> numbers.get(choose);
      case Expr.Output output -> numbers.get(output);
    };
  }

  private void unit(LaneSequence.Unit unit) {
    switch (unit) {
      case LaneSequence.Compute compute -> {
        Expr.Apply node = compute.node();
        emit(op(node.op()), number(node.a()), number(node.b()), number(node.c()));
        numbers.put(node, next++);
      }
      case LaneSequence.SineCosine both -> {
        emit(LaneOp.SIN_COS, number(both.sine().a()), 0, 0);
        numbers.put(both.sine(), next++);
        numbers.put(both.cosine(), next++);
      }
      case LaneSequence.Select select -> {
        Expr.Choose node = select.node();
        emit(LaneOp.SELECT, number(node.whenTrue()), number(node.whenFalse()), number(node.condition()));
        numbers.put(node, next++);
      }
      case LaneSequence.Invoke invoke -> invoke(invoke);
    }
  }

  private void invoke(LaneSequence.Invoke invoke) {
    Call call = invoke.call();
    List<Integer> operands = invoke.reads().stream().map(this::number).toList();
    if (call.callee() instanceof MatrixProduct product) {
      invoke.used().forEach(output -> numbers.put(output, element(product, operands, output.index())));
      return;
    }
    int at = lists.size();
    lists.addAll(operands);
    switch (call.callee()) {
      case GraphFunction function -> emit(LaneOp.CALL, numberOf.applyAsInt(function), at, 0);
      case ImplicitSolve solve -> emit(LaneOp.NEWTON, numberOf.applyAsInt(solve.system()), at, solve.n());
      case LuFactor lu -> emit(LaneOp.LU_FACTOR, lu.n(), at, 0);
      case LdlFactor ldl -> emit(LaneOp.LDL_FACTOR, ldl.n(), at, 0);
      case LuSolve lu -> emit(lu.transposed() ? LaneOp.LU_SOLVE_TRANSPOSED : LaneOp.LU_SOLVE, lu.n(), at, 0);
      case LdlSolve ldl -> emit(LaneOp.LDL_SOLVE, ldl.n(), at, 0);
      case SymmetricSolve symmetric -> throw new IllegalStateException(symmetric.name() + " becomes a choice before");
      case MatrixProduct product -> throw new IllegalStateException(product.name() + " is written out");
      case TableLookup lookup -> emit(LaneOp.TABLE, tableOf.applyAsInt(lookup.points()), at,
          lookup.orders().getFirst() * 16 + lookup.orders().getLast());
    }
    int first = next;
    invoke.used().forEach(output -> numbers.put(output, first + output.index()));
    next += call.callee().outputCount();
  }

  /** An element, summed in the order that the product means, from 0. */
  private int element(MatrixProduct product, List<Integer> operands, int index) {
    int row = index / product.columns();
    int column = index % product.columns();
    int sum = constant(0);
    for (int k = 0; k < product.inner(); k++) {
      emit(LaneOp.MULTIPLY, operands.get(row * product.inner() + k),
          operands.get(product.rightAt() + k * product.columns() + column), 0);
      int term = next++;
      emit(LaneOp.ADD, sum, term, 0);
      sum = next++;
    }
    return sum;
  }

  private void emit(LaneOp op, int a, int b, int c) {
    code.addAll(List.of(op.ordinal(), a, b, c));
  }

  private static LaneOp op(Op op) {
    return switch (op) {
      case ADD -> LaneOp.ADD;
      case SUBTRACT -> LaneOp.SUBTRACT;
      case MULTIPLY -> LaneOp.MULTIPLY;
      case DIVIDE -> LaneOp.DIVIDE;
      case NEGATE -> LaneOp.NEGATE;
      case POW -> LaneOp.POW;
      case SQRT -> LaneOp.SQRT;
      case CBRT -> LaneOp.CBRT;
      case EXP -> LaneOp.EXP;
      case EXPM1 -> LaneOp.EXPM1;
      case LOG -> LaneOp.LOG;
      case LOG1P -> LaneOp.LOG1P;
      case LOG10 -> LaneOp.LOG10;
      case SIN -> LaneOp.SIN;
      case COS -> LaneOp.COS;
      case TAN -> LaneOp.TAN;
      case ASIN -> LaneOp.ASIN;
      case ACOS -> LaneOp.ACOS;
      case ATAN -> LaneOp.ATAN;
      case ATAN2 -> LaneOp.ATAN2;
      case SINH -> LaneOp.SINH;
      case COSH -> LaneOp.COSH;
      case TANH -> LaneOp.TANH;
      case ABS -> LaneOp.ABS;
      case SIGN -> LaneOp.SIGN;
      case FLOOR -> LaneOp.FLOOR;
      case CEIL -> LaneOp.CEIL;
      case ROUND -> LaneOp.ROUND;
      case MOD -> LaneOp.MOD;
      case MIN -> LaneOp.MIN;
      case MAX -> LaneOp.MAX;
      case MULTIPLY_ADD -> LaneOp.MULTIPLY_ADD;
      case LESS -> LaneOp.LESS;
      case LESS_EQUAL -> LaneOp.LESS_EQUAL;
      case EQUAL -> LaneOp.EQUAL;
      case NOT -> LaneOp.NOT;
      case AND -> LaneOp.AND;
      case OR -> LaneOp.OR;
    };
  }
}
