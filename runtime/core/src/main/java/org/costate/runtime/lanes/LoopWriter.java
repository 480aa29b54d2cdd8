/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Writes the loop of a few instructions as a class of its own. The values of a case are local variables, so only what comes in and goes out of
 * the loop is read and written; the JIT compiler makes vector instructions of a loop that is short enough.
 */
final class LoopWriter {
  private static final ClassDesc ARRAY = ConstantDescs.CD_double.arrayType();
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
  private static final ClassDesc NAME = ClassDesc.of("org.costate.runtime.lanes.Loop");
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(ConstantDescs.CD_void, ARRAY.arrayType(), ARRAY, ConstantDescs.CD_int);
  private static final MethodTypeDesc ONE = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double);
  private static final MethodTypeDesc TWO =
      MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double, ConstantDescs.CD_double);

  private static final MethodTypeDesc THREE = MethodTypeDesc.of(ConstantDescs.CD_double, ConstantDescs.CD_double,
      ConstantDescs.CD_double, ConstantDescs.CD_double);

  private final List<Operation> operations;
  private final Map<Integer, Integer> registers;
  private final List<Integer> results;
  private final Values values;
  private final Map<Integer, Integer> locals = new HashMap<>();
  private CodeBuilder code;

  /** One operation on values. */
  record Operation(LaneOp op, int target, int a, int b, int c) {
    int operand(int i) {
      return i == 0 ? a : i == 1 ? b : c;
    }
  }

  /** What is known of values that come from elsewhere. */
  interface Values {
    /** The number that a value always is. */
    OptionalDouble constant(int value);

    /** Whether it is the same for all cases. */
    boolean same(int value);
  }

  private LoopWriter(List<Operation> operations, Map<Integer, Integer> registers, List<Integer> results,
      Values values) {
    this.operations = operations;
    this.registers = registers;
    this.results = results;
    this.values = values;
  }

  /**
   * The loop of operations in order.
   *
   * @param registers of values that come in or go out
   * @param results values that go out
   */
  static LaneLoop write(List<Operation> operations, Map<Integer, Integer> registers, List<Integer> results,
      Values values) {
    LoopWriter writer = new LoopWriter(operations, registers, results, values);
    byte[] bytes = ClassFile.of()
        .build(NAME, type -> type.withInterfaceSymbols(ClassDesc.of("org.costate.runtime.lanes.LaneLoop"))
            .withMethodBody(ConstantDescs.INIT_NAME, ConstantDescs.MTD_void, 0, c -> c.aload(0)
                .invokespecial(ConstantDescs.CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_())
            .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, writer::body));
    try {
      MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (LaneLoop) made.findConstructor(made.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("a loop of " + operations.size() + " operations cannot be made", e);
    }
  }

  private void body(CodeBuilder builder) {
    code = builder;
    Map<Integer, Integer> arrays = new HashMap<>();
    Map<Integer, Integer> incoming = new HashMap<>();
    for (Operation operation : operations) {
      for (int i = 0; i < operation.op.arity(); i++) {
        int value = operation.operand(i);
        if (locals.containsKey(value) || values.constant(value).isPresent()) {
          continue;
        }
        if (values.same(value)) {
          code.aload(2).loadConstant(value).daload();
          locals.put(value, store());
        } else if (registers.containsKey(value) && !isTarget(value)) {
          incoming.put(value, array(registers.get(value)));
          locals.put(value, code.allocateLocal(TypeKind.DOUBLE));
        }
      }
    }
    for (int result : results) {
      arrays.put(result, array(registers.get(result)));
    }
    int k = code.allocateLocal(TypeKind.INT);
    Label next = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(k).labelBinding(next).iload(k).iload(3).if_icmpge(end);
    incoming.forEach((value, array) -> code.aload(array).iload(k).daload().dstore(locals.get(value)));
    for (Operation operation : operations) {
      emit(operation);
      locals.put(operation.target, store());
    }
    arrays.forEach((value, array) -> code.aload(array).iload(k).dload(locals.get(value)).dastore());
    code.iinc(k, 1).goto_(next).labelBinding(end).return_();
  }

  private boolean isTarget(int value) {
    return operations.stream().anyMatch(o -> o.target == value);
  }

  private int array(int register) {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(1).loadConstant(register).aaload().astore(local);
    return local;
  }

  private int store() {
    int local = code.allocateLocal(TypeKind.DOUBLE);
    code.dstore(local);
    return local;
  }

  private void load(int value) {
    OptionalDouble constant = values.constant(value);
    if (constant.isPresent()) {
      code.loadConstant(constant.getAsDouble());
    } else {
      code.dload(locals.get(value));
    }
  }

  private void emit(Operation operation) {
    switch (operation.op) {
      case ADD -> operands(operation).dadd();
      case SUBTRACT -> operands(operation).dsub();
      case MULTIPLY, AND -> operands(operation).dmul();
      case DIVIDE -> operands(operation).ddiv();
      case NEGATE -> operands(operation).dneg();
      case NOT -> {
        code.dconst_1();
        load(operation.a);
        code.dsub();
      }
      case MOD -> {
        load(operation.a);
        load(operation.b);
        operands(operation).ddiv().invokestatic(MATH, "floor", ONE).dmul().dsub();
      }
      case MULTIPLY_ADD -> operands(operation).invokestatic(MATH, "fma", THREE);
      case OR -> operands(operation).invokestatic(MATH, "max", TWO);
      case SIGN -> operands(operation).invokestatic(MATH, "signum", ONE);
      case ROUND -> operands(operation).invokestatic(MATH, "rint", ONE);
      case SQRT, ABS, FLOOR, CEIL, CBRT, EXP, EXPM1, LOG, LOG1P, LOG10, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH ->
        operands(operation).invokestatic(MATH, operation.op.name().toLowerCase(Locale.ROOT), ONE);
      case MIN, MAX, POW, ATAN2 ->
        operands(operation).invokestatic(MATH, operation.op.name().toLowerCase(Locale.ROOT), TWO);
      case LESS -> {
        operands(operation).dcmpg();
        truth(code::iflt);
      }
      case LESS_EQUAL -> {
        operands(operation).dcmpg();
        truth(code::ifle);
      }
      case EQUAL -> {
        operands(operation).dcmpl();
        truth(code::ifeq);
      }
      case SELECT -> {
        Label otherwise = code.newLabel();
        Label end = code.newLabel();
        load(operation.c);
        code.dconst_0().dcmpl().ifeq(otherwise);
        load(operation.a);
        code.goto_(end).labelBinding(otherwise);
        load(operation.b);
        code.labelBinding(end);
      }
      case SIN, COS, SIN_COS, CALL, NEWTON, LU_FACTOR, LU_SOLVE, LU_SOLVE_TRANSPOSED, LDL_FACTOR, LDL_SOLVE, TABLE ->
        throw new IllegalArgumentException(operation.op + " is no operation of a loop");
    }
  }

  private CodeBuilder operands(Operation operation) {
    for (int i = 0; i < operation.op.arity(); i++) {
      load(operation.operand(i));
    }
    return code;
  }

  /** 1 or 0 by the jump that is taken where it holds. */
  private void truth(Consumer<Label> jump) {
    Label holds = code.newLabel();
    Label end = code.newLabel();
    jump.accept(holds);
    code.dconst_0().goto_(end).labelBinding(holds).dconst_1().labelBinding(end);
  }
}
