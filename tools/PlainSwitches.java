/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */

import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.ICONST_M1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INSTANCEOF;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;
import static org.objectweb.asm.Opcodes.V1_6;
import static org.objectweb.asm.Opcodes.V1_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Rewrites the switches over types in the jars of a distribution. javac leaves each of them to {@code SwitchBootstraps.typeSwitch}, which
 * makes a hidden class when it is first passed, and no ahead-of-time cache holds that: 80 classes in a run that only checks a program. Here
 * each becomes a method of its class that tries the types in turn:
 *
 * <pre>
 * static int typeSwitch$0(T value, int from)  // null: -1; otherwise the first i >= from with value instanceof type[i], or their number
 * </pre>
 *
 * <p>Class files older than Java 6, which are those of ASM, are no part of such a cache either, and become ones of Java 8.
 */
final class PlainSwitches {
  /** Where a class file has the major part of its version. */
  private static final int MAJOR_VERSION = 6;

  private static final String BOOTSTRAPS = "java/lang/runtime/SwitchBootstraps";

  private PlainSwitches() {}

  /** @param jars which are replaced */
  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      Path old = Path.of(jar);
      Path made = Path.of(jar + ".new");
      try (ZipInputStream in = new ZipInputStream(Files.newInputStream(old));
          ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(made))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          ZipEntry same = new ZipEntry(entry.getName());
          same.setTime(entry.getTime());
          out.putNextEntry(same);
          byte[] bytes = in.readAllBytes();
          out.write(entry.getName().endsWith(".class") ? rewritten(bytes) : bytes);
          out.closeEntry();
        }
      }
      Files.move(made, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static byte[] rewritten(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    if (reader.readUnsignedShort(MAJOR_VERSION) < (V1_6 & 0xFFFF)) {
      return lifted(reader);
    }
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new Rewriter(writer, reader), 0);
    return writer.toByteArray();
  }

  /** The same class as one of Java 8, with the stack maps that these must have. */
  private static byte[] lifted(ClassReader reader) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    reader.accept(new ClassVisitor(ASM9, writer) {
      @Override
      public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
        super.visit(V1_8, access, name, signature, parent, interfaces);
      }
    }, 0);
    return writer.toByteArray();
  }

  /** One switch: what it is over, and its types in their order. */
  private record TypeSwitch(String name, String descriptor, Object[] types) {}

  private static final class Rewriter extends ClassVisitor {
    private final String owner;
    private final boolean isInterface;
    private final List<TypeSwitch> found = new ArrayList<>();

    Rewriter(ClassVisitor next, ClassReader reader) {
      super(ASM9, next);
      owner = reader.getClassName();
      isInterface = (reader.getAccess() & ACC_INTERFACE) != 0;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
      return new MethodVisitor(ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
        @Override
        public void visitInvokeDynamicInsn(String dynamic, String type, Handle bootstrap, Object... labels) {
          if (!bootstrap.getOwner().equals(BOOTSTRAPS) || !bootstrap.getName().equals("typeSwitch")
              || !Arrays.stream(labels).allMatch(Type.class::isInstance)) {
            super.visitInvokeDynamicInsn(dynamic, type, bootstrap, labels);
            return;
          }
          TypeSwitch here = new TypeSwitch("typeSwitch$" + found.size(), type, labels);
          found.add(here);
          super.visitMethodInsn(INVOKESTATIC, owner, here.name, type, isInterface);
        }
      };
    }

    @Override
    public void visitEnd() {
      found.forEach(this::write);
      super.visitEnd();
    }

    private void write(TypeSwitch of) {
      MethodVisitor code =
          super.visitMethod(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, of.name, of.descriptor, null, null);
      code.visitCode();
      Label present = new Label();
      code.visitVarInsn(ALOAD, 0);
      code.visitJumpInsn(IFNONNULL, present);
      code.visitInsn(ICONST_M1);
      code.visitInsn(IRETURN);
      place(code, present);
      for (int i = 0; i < of.types.length; i++) {
        Label next = new Label();
        code.visitVarInsn(ILOAD, 1);
        code.visitIntInsn(SIPUSH, i);
        code.visitJumpInsn(IF_ICMPGT, next);
        code.visitVarInsn(ALOAD, 0);
        code.visitTypeInsn(INSTANCEOF, ((Type) of.types[i]).getInternalName());
        code.visitJumpInsn(IFEQ, next);
        code.visitIntInsn(SIPUSH, i);
        code.visitInsn(IRETURN);
        place(code, next);
      }
      code.visitIntInsn(SIPUSH, of.types.length);
      code.visitInsn(IRETURN);
      code.visitMaxs(2, 2);
      code.visitEnd();
    }

    private static void place(MethodVisitor code, Label label) {
      code.visitLabel(label);
      code.visitFrame(F_SAME, 0, null, 0, null);
    }
  }
}
