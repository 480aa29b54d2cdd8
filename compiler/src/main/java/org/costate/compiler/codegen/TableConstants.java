/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.PUTSTATIC;
import static org.objectweb.asm.Opcodes.RETURN;

import java.util.IdentityHashMap;
import java.util.Map;
import org.costate.runtime.interpolate.LookupTable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** The tables of a class: a static field each, made from the points when the class is initialized. */
final class TableConstants {
  /** The internal name of a table's class. */
  static final String TYPE = Type.getInternalName(LookupTable.class);

  private static final String DESCRIPTOR = Type.getDescriptor(LookupTable.class);

  private final ClassWriter out;
  private final String owner;
  private final Map<LookupTable, String> fields = new IdentityHashMap<>();

  /** @param owner the internal name of the class */
  TableConstants(ClassWriter out, String owner) {
    this.out = out;
    this.owner = owner;
  }

  /** Puts a table on the stack. */
  void load(LookupTable table, MethodVisitor code) {
    String field = fields.get(table);
    if (field == null) {
      field = "table" + fields.size();
      fields.put(table, field);
      out.visitField(ACC_PRIVATE | ACC_STATIC | ACC_FINAL, field, DESCRIPTOR, null, null).visitEnd();
      new TextMethod(out, ACC_PRIVATE | ACC_STATIC, field).write(table.encode());
    }
    code.visitFieldInsn(GETSTATIC, owner, field, DESCRIPTOR);
  }

  /** Writes the initialization of all tables that were loaded. */
  void write() {
    if (fields.isEmpty()) {
      return;
    }
    MethodVisitor code = out.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    code.visitCode();
    fields.values().stream().sorted().forEach(field -> {
      code.visitMethodInsn(INVOKESTATIC, owner, field, "()Ljava/lang/String;", false);
      code.visitMethodInsn(INVOKESTATIC, TYPE, "decode", "(Ljava/lang/String;)" + DESCRIPTOR, false);
      code.visitFieldInsn(PUTSTATIC, owner, field, DESCRIPTOR);
    });
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
