/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.IXOR;

import org.costate.compiler.ops.Op;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The instructions of each operation, the same arithmetic as {@link Op#value}. Operands are on the stack; a real is a double, a truth value
 * an int 0 or 1.
 */
final class OpCode {
  private static final String MATH = "java/lang/Math";
  private static final String TRIGONOMETRY = "org/costate/runtime/arithmetic/Trigonometry";

  private OpCode() {}

  /** Replaces the operands on the stack by the result. */
  static void emit(Op op, MethodVisitor code, Locals locals) {
    switch (op) {
      case ADD -> code.visitInsn(DADD);
      case SUBTRACT -> code.visitInsn(DSUB);
      case MULTIPLY -> code.visitInsn(DMUL);
      case DIVIDE -> code.visitInsn(DDIV);
      case NEGATE -> code.visitInsn(DNEG);
      case SIGN -> math("signum", 1, code);
      case ROUND -> math("rint", 1, code);
      case POW, SQRT, CBRT, EXP, EXPM1, LOG, LOG1P, LOG10, TAN, ASIN, ACOS, ATAN, ATAN2, SINH, COSH, TANH,
          ABS, FLOOR, CEIL, MIN, MAX ->
        math(op.symbol(), op.arity(), code);
      case MULTIPLY_ADD -> code.visitMethodInsn(INVOKESTATIC, MATH, op.symbol(), "(DDD)D", false);
      case SIN, COS -> code.visitMethodInsn(INVOKESTATIC, TRIGONOMETRY, op.symbol(), "(D)D", false);
      case MOD -> modulo(code, locals);
      case LESS, LESS_EQUAL, EQUAL -> comparison(op, code);
      case NOT -> {
        code.visitInsn(ICONST_1);
        code.visitInsn(IXOR);
      }
      case AND -> code.visitInsn(IAND);
      case OR -> code.visitInsn(IOR);
    }
  }

  private static void math(String method, int arity, MethodVisitor code) {
    code.visitMethodInsn(INVOKESTATIC, MATH, method, arity == 1 ? "(D)D" : "(DD)D", false);
  }

  /** a - b floor(a / b). */
  private static void modulo(MethodVisitor code, Locals locals) {
    int b = locals.take();
    int a = locals.take();
    code.visitVarInsn(DSTORE, b);
    code.visitVarInsn(DSTORE, a);
    code.visitVarInsn(DLOAD, a);
    code.visitVarInsn(DLOAD, b);
    code.visitVarInsn(DLOAD, a);
    code.visitVarInsn(DLOAD, b);
    code.visitInsn(DDIV);
    math("floor", 1, code);
    code.visitInsn(DMUL);
    code.visitInsn(DSUB);
    locals.give(a);
    locals.give(b);
  }

  private static void comparison(Op op, MethodVisitor code) {
    Label otherwise = new Label();
    Label end = new Label();
    jumpUnless(op, code, otherwise);
    code.visitInsn(ICONST_1);
    code.visitJumpInsn(GOTO, end);
    code.visitLabel(otherwise);
    code.visitInsn(ICONST_0);
    code.visitLabel(end);
  }

  /** Takes two numbers from the stack and jumps where the comparison does not hold; none holds with a NaN. */
  static void jumpUnless(Op comparison, MethodVisitor code, Label otherwise) {
    switch (comparison) {
      case LESS -> {
        code.visitInsn(DCMPG);
        code.visitJumpInsn(IFGE, otherwise);
      }
      case LESS_EQUAL -> {
        code.visitInsn(DCMPG);
        code.visitJumpInsn(IFGT, otherwise);
      }
      case EQUAL -> {
        code.visitInsn(DCMPL);
        code.visitJumpInsn(IFNE, otherwise);
      }
      default -> throw new IllegalArgumentException(comparison + " does not compare numbers");
    }
  }
}
