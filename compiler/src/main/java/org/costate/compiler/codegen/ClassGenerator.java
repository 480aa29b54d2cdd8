/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V25;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Program;
import org.costate.compiler.schedule.ClassPlan;
import org.costate.compiler.schedule.Plan;
import org.costate.compiler.schedule.Section;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.runtime.interpolate.LookupTable;
import org.costate.runtime.problem.GeneratedConstraints;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.GeneratedSweep;
import org.costate.runtime.problem.GeneratedTeacher;
import org.costate.runtime.problem.GeneratedView;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes the class of a program: a public method for each entry, private static ones for further sections and for functions. The same
 * program gives the same bytes.
 */
public final class ClassGenerator {
  /** HotSpot does not compile larger methods, which would run some thirty times slower for ever. */
  static final int LARGEST_METHOD = 8000;

  private final Program program;
  private final ClassPlan plan;
  private final Source source;
  private final Function<Expr, Optional<Span>> originOf;
  private final String internalName;
  private final ClassWriter out = new FrameWriter();
  private final TableConstants tables;
  private final Map<GraphFunction, String> functionNames = new HashMap<>();

  /** Computes stack frames without loading classes: the code never joins references of different types. */
  private static final class FrameWriter extends ClassWriter {
    FrameWriter() {
      super(COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String a, String b) {
      return "java/lang/Object";
    }
  }

  private ClassGenerator(
      Program program, ClassPlan plan, Source source, Function<Expr, Optional<Span>> originOf) {
    this.program = program;
    this.plan = plan;
    this.source = source;
    this.originOf = originOf;
    this.internalName = program.className().replace('.', '/');
    this.tables = new TableConstants(out, internalName);
  }

  /**
   * Generates the class of a program.
   *
   * @param plan of this program
   * @param source the file that line numbers refer to; nodes from other files get none
   * @param originOf where a node comes from, as {@link org.costate.compiler.ir.ExprBuilder#originOf}
   * @throws ProgramTooLargeException if the class has more constants or methods than a class can have
   */
  public static GeneratedClass generate(
      Program program, ClassPlan plan, Source source, Function<Expr, Optional<Span>> originOf) {
    try {
      return new GeneratedClass(program.className(), new ClassGenerator(program, plan, source, originOf).write());
    } catch (ClassTooLargeException e) {
      throw new ProgramTooLargeException(
          program.className(), "it has " + e.getConstantPoolCount() + " constants, more than 65535", e);
    } catch (MethodTooLargeException e) {
      throw new InternalCompilerError("codegen", e.getMessage(), e);
    }
  }

  /** As above, with the plan made for it. */
  public static GeneratedClass generate(Program program, Source source, Function<Expr, Optional<Span>> originOf) {
    return generate(program, ClassPlan.of(program), source, originOf);
  }

  private static boolean hasInfo(Program.Base base) {
    return switch (base) {
      case PROBLEM, EPISODE, VIEW -> true;
      case RUN, CONSTRAINTS, TEACHER, SWEEP -> false;
    };
  }

  private byte[] write() {
    String base = Type.getInternalName(switch (program.base()) {
      case PROBLEM -> GeneratedProblem.class;
      case RUN -> GeneratedRun.class;
      case CONSTRAINTS -> GeneratedConstraints.class;
      case EPISODE -> GeneratedEpisode.class;
      case TEACHER -> GeneratedTeacher.class;
      case VIEW -> GeneratedView.class;
      case SWEEP -> GeneratedSweep.class;
    });
    out.visit(V25, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, internalName, null, base, null);
    out.visitSource(fileName(source.name()), null);
    constructor(base);
    workspaceSize();
    if (hasInfo(program.base())) {
      new TextMethod(out, ACC_PUBLIC, "info").write(program.info());
    }
    if (!program.policies().isEmpty()) {
      new TextMethod(out, ACC_PUBLIC, "policies").write(program.policies());
    }
    checkKinds();
    for (GraphFunction function : plan.functions().keySet()) {
      functionNames.put(function, "f" + functionNames.size() + "$" + ClassNames.part(function.name()));
    }
    plan.entries().forEach((kind, entry) -> {
      Signature signature = Signature.of(kind);
      routine(entry, signature, signature.method(), ACC_PUBLIC);
    });
    plan.functions()
        .forEach(
            (function, body) -> routine(body, Signature.FUNCTION, functionNames.get(function),
                ACC_PRIVATE | ACC_STATIC));
    tables.write();
    out.visitEnd();
    return out.toByteArray();
  }

  private static String fileName(String sourceName) {
    return sourceName.substring(Math.max(sourceName.lastIndexOf('/'), sourceName.lastIndexOf('\\')) + 1);
  }

  private void checkKinds() {
    List<Entry.Kind> wanted = Signature.kinds(program.base());
    List<Entry.Kind> given = program.entries().stream().map(Entry::kind).toList();
    if (given.size() != wanted.size() || !EnumSet.copyOf(wanted).equals(EnumSet.copyOf(given))) {
      throw new InternalCompilerError("codegen", program.className() + " has entries " + given + ", not " + wanted);
    }
  }

  private void constructor(String base) {
    MethodVisitor code = out.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, base, "<init>", "()V", false);
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void workspaceSize() {
    MethodVisitor code = out.visitMethod(ACC_PUBLIC, "workspaceSize", "()I", null, null);
    code.visitCode();
    code.visitLdcInsn(plan.workspaceSize());
    code.visitInsn(IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Writes all sections; the main one is called {@code name} and has {@code access}, the others are private and static. */
  private void routine(Plan routine, Signature signature, String name, int access) {
    for (Section section : routine.sections()) {
      boolean main = section.number() == 0;
      int sectionAccess = main ? access : ACC_PRIVATE | ACC_STATIC;
      String method = main ? name : sectionName(name, section);
      MethodVisitor code = out.visitMethod(sectionAccess, method, signature.descriptor(main), null, null);
      boolean isStatic = (sectionAccess & ACC_STATIC) != 0;
      int size =
          new SectionWriter(code, routine, section, signature, isStatic, environment(signature, name)).write();
      if (size > LARGEST_METHOD) {
        throw new InternalCompilerError("codegen", "method " + method + " has " + size + " bytes");
      }
    }
  }

  private static String sectionName(String routine, Section section) {
    return routine + "$" + section.number();
  }

  private SectionWriter.Environment environment(Signature signature, String routine) {
    return new SectionWriter.Environment() {
      @Override
      public void run(Section section, MethodVisitor code) {
        code.visitMethodInsn(
            INVOKESTATIC, internalName, sectionName(routine, section), signature.descriptor(false), false);
      }

      @Override
      public void call(GraphFunction function, MethodVisitor code) {
        String name = functionNames.get(function);
        code.visitMethodInsn(INVOKESTATIC, internalName, name, Signature.FUNCTION.descriptor(true), false);
      }

      @Override
      public void table(LookupTable table, MethodVisitor code) {
        tables.load(table, code);
      }

      @Override
      public int line(Expr node) {
        return originOf.apply(node).filter(span -> span.source() == source).map(Span::line).orElse(0);
      }
    };
  }
}
