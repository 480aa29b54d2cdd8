/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.NEW;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** A method that returns a text of any length; a class file holds it in parts of at most 65535 bytes. */
record TextMethod(ClassWriter out, int access, String name) {
  /** A UTF-16 unit takes at most three bytes in a class file. */
  private static final int PART = 65535 / 3;

  private static final String BUILDER = "java/lang/StringBuilder";

  void write(String text) {
    MethodVisitor code = out.visitMethod(access, name, "()Ljava/lang/String;", null, null);
    code.visitCode();
    code.visitTypeInsn(NEW, BUILDER);
    code.visitInsn(DUP);
    code.visitMethodInsn(INVOKESPECIAL, BUILDER, "<init>", "()V", false);
    for (String part : parts(text)) {
      code.visitLdcInsn(part);
      code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "append", "(Ljava/lang/String;)L" + BUILDER + ";", false);
    }
    code.visitMethodInsn(INVOKEVIRTUAL, BUILDER, "toString", "()Ljava/lang/String;", false);
    code.visitInsn(ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); at += PART) {
      parts.add(text.substring(at, Math.min(text.length(), at + PART)));
    }
    return parts;
  }
}
