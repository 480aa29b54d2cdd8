/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */

import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SYNTHETIC;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASM9;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.ICONST_M1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.IFNONNULL;
import static org.objectweb.asm.Opcodes.IF_ACMPNE;
import static org.objectweb.asm.Opcodes.IF_ICMPGT;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
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
 * Rewrites in the jars of a distribution what javac leaves to be made when it is first passed, and what no ahead-of-time cache holds. A switch over
 * types, for which {@code SwitchBootstraps.typeSwitch} makes a hidden class, becomes a method of its class that tries the types in turn, and
 * {@code equals} and {@code hashCode} of a record, for which {@code ObjectMethods.bootstrap} composes method handles, compare and hash its
 * components in turn, with the same results:
 *
 * <pre>
 * static int typeSwitch$0(T value, int from)  // null: -1; otherwise the first i >= from with value instanceof type[i], or their number
 * static boolean equals$(R self, Object other)
 * static int hashCode$(R self)                // 31 (31 hash(a) + hash(b)) + hash(c)
 * </pre>
 *
 * <p>Class files older than Java 6, which are those of ASM, are no part of such a cache either, and become ones of Java 8.
 */
final class PlainClasses {
  /** Where a class file has the major part of its version. */
  private static final int MAJOR_VERSION = 6;

  private static final String SWITCHES = "java/lang/runtime/SwitchBootstraps";

  private static final String RECORDS = "java/lang/runtime/ObjectMethods";

  /** Two long or double components, to be compared. */
  private static final int MOST_OPERANDS = 4;

  private PlainClasses() {}

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

  /** {@code equals} or {@code hashCode} of a record, and the fields that it looks at. */
  private record RecordMethod(String of, String name, String descriptor, List<Handle> fields) {}

  private static final class Rewriter extends ClassVisitor {
    private final String owner;
    private final boolean isInterface;
    private final List<TypeSwitch> switches = new ArrayList<>();
    private final List<RecordMethod> records = new ArrayList<>();

    Rewriter(ClassVisitor next, ClassReader reader) {
      super(ASM9, next);
      owner = reader.getClassName();
      isInterface = (reader.getAccess() & ACC_INTERFACE) != 0;
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
      return new MethodVisitor(ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
        @Override
        public void visitInvokeDynamicInsn(String dynamic, String type, Handle bootstrap, Object... arguments) {
          if (bootstrap.getOwner().equals(SWITCHES) && bootstrap.getName().equals("typeSwitch")
              && Arrays.stream(arguments).allMatch(Type.class::isInstance)) {
            TypeSwitch here = new TypeSwitch("typeSwitch$" + switches.size(), type, arguments);
            switches.add(here);
            super.visitMethodInsn(INVOKESTATIC, owner, here.name, type, isInterface);
          } else if (bootstrap.getOwner().equals(RECORDS) && !dynamic.equals("toString")) {
            RecordMethod here = new RecordMethod(dynamic, dynamic + "$", type, components(arguments));
            records.add(here);
            super.visitMethodInsn(INVOKESTATIC, owner, here.name, type, false);
          } else {
            super.visitInvokeDynamicInsn(dynamic, type, bootstrap, arguments);
          }
        }

        /** Behind the class of the record and the names of its components come the readers of their fields. */
        private static List<Handle> components(Object[] arguments) {
          return Arrays.stream(arguments, 2, arguments.length).map(Handle.class::cast).toList();
        }
      };
    }

    @Override
    public void visitEnd() {
      switches.forEach(this::write);
      records.forEach(this::write);
      super.visitEnd();
    }

    private MethodVisitor begin(String name, String descriptor) {
      MethodVisitor code = super.visitMethod(ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC, name, descriptor, null, null);
      code.visitCode();
      return code;
    }

    private void write(TypeSwitch of) {
      MethodVisitor code = begin(of.name, of.descriptor);
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

    private void write(RecordMethod method) {
      MethodVisitor code = begin(method.name, method.descriptor);
      if (method.of.equals("equals")) {
        equality(code, method.fields);
      } else {
        hash(code, method.fields);
      }
      code.visitMaxs(MOST_OPERANDS, 2);
      code.visitEnd();
    }

    private void equality(MethodVisitor code, List<Handle> fields) {
      Label another = new Label();
      code.visitVarInsn(ALOAD, 0);
      code.visitVarInsn(ALOAD, 1);
      code.visitJumpInsn(IF_ACMPNE, another);
      code.visitInsn(ICONST_1);
      code.visitInsn(IRETURN);
      place(code, another);
      Label different = new Label();
      code.visitVarInsn(ALOAD, 1);
      code.visitTypeInsn(INSTANCEOF, owner);
      code.visitJumpInsn(IFEQ, different);
      for (Handle field : fields) {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, owner, field.getName(), field.getDesc());
        code.visitVarInsn(ALOAD, 1);
        code.visitTypeInsn(CHECKCAST, owner);
        code.visitFieldInsn(GETFIELD, owner, field.getName(), field.getDesc());
        Type type = Type.getType(field.getDesc());
        switch (type.getSort()) {
          case Type.OBJECT, Type.ARRAY -> {
            code.visitMethodInsn(INVOKESTATIC, "java/util/Objects", "equals", "(Ljava/lang/Object;Ljava/lang/Object;)Z", false);
            code.visitJumpInsn(IFEQ, different);
          }
          case Type.LONG, Type.FLOAT, Type.DOUBLE -> {
            String descriptor = Type.getMethodDescriptor(Type.INT_TYPE, type, type);
            code.visitMethodInsn(INVOKESTATIC, box(type), "compare", descriptor, false);
            code.visitJumpInsn(IFNE, different);
          }
          default -> code.visitJumpInsn(IF_ICMPNE, different);
        }
      }
      code.visitInsn(ICONST_1);
      code.visitInsn(IRETURN);
      place(code, different);
      code.visitInsn(ICONST_0);
      code.visitInsn(IRETURN);
    }

    private void hash(MethodVisitor code, List<Handle> fields) {
      code.visitInsn(ICONST_0);
      for (Handle field : fields) {
        code.visitIntInsn(BIPUSH, 31);
        code.visitInsn(IMUL);
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, owner, field.getName(), field.getDesc());
        Type type = Type.getType(field.getDesc());
        if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
          code.visitMethodInsn(INVOKESTATIC, "java/util/Objects", "hashCode", "(Ljava/lang/Object;)I", false);
        } else {
          code.visitMethodInsn(INVOKESTATIC, box(type), "hashCode", Type.getMethodDescriptor(Type.INT_TYPE, type), false);
        }
        code.visitInsn(IADD);
      }
      code.visitInsn(IRETURN);
    }

    private static String box(Type primitive) {
      return switch (primitive.getSort()) {
        case Type.BOOLEAN -> "java/lang/Boolean";
        case Type.BYTE -> "java/lang/Byte";
        case Type.CHAR -> "java/lang/Character";
        case Type.SHORT -> "java/lang/Short";
        case Type.INT -> "java/lang/Integer";
        case Type.LONG -> "java/lang/Long";
        case Type.FLOAT -> "java/lang/Float";
        case Type.DOUBLE -> "java/lang/Double";
        default -> throw new IllegalArgumentException("no primitive: " + primitive);
      };
    }

    private static void place(MethodVisitor code, Label label) {
      code.visitLabel(label);
      code.visitFrame(F_SAME, 0, null, 0, null);
    }
  }
}
