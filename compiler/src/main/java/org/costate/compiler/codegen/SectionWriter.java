/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.D2I;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DCONST_1;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.DUP2;
import static org.objectweb.asm.Opcodes.DUP2_X2;
import static org.objectweb.asm.Opcodes.DUP_X2;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.I2D;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.IOR;
import static org.objectweb.asm.Opcodes.ISHL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.PUTFIELD;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.codegen.Signature.Parameter;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Type;
import org.costate.compiler.schedule.Location;
import org.costate.compiler.schedule.Plan;
import org.costate.compiler.schedule.Section;
import org.costate.compiler.schedule.Step;
import org.costate.runtime.interpolate.LookupTable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * Writes the code of one section. A value is kept in a local variable from its definition, or from its first load, to its last use in the
 * section; copies loaded on a side of a branch are forgotten at the side's end.
 */
final class SectionWriter {
  private static final String LU_KERNEL = "org/costate/runtime/linalg/LuKernel";
  private static final String LDL_KERNEL = "org/costate/runtime/linalg/LdlKernel";
  private static final String PRODUCT_KERNEL = "org/costate/runtime/linalg/ProductKernel";
  private static final String NEWTON_KERNEL = "org/costate/runtime/linalg/NewtonKernel";

  /** A constant of more bits takes several instructions. */
  private static final int WIDE_BITS = 15;

  private final MethodVisitor code;
  private final Plan plan;
  private final Section section;
  private final Signature signature;
  private final Environment environment;
  private final int firstParameter;
  private final Locals locals;
  private final Map<Expr, Integer> held = new HashMap<>();
  private final Map<Expr, Integer> readsLeft = new HashMap<>();
  private final ArrayDeque<List<Expr>> copies = new ArrayDeque<>();
  private final Map<Array, Integer> outputArrays = new EnumMap<>(Array.class);
  private int line;

  /** What a section's code must know of its class. */
  interface Environment {
    /** The method of another section of the same routine. */
    void run(Section section, MethodVisitor code);

    /** The main method of a function. */
    void call(GraphFunction function, MethodVisitor code);

    /** Puts a table on the stack. */
    void table(LookupTable table, MethodVisitor code);

    /** The source line of a node, 0 if it has none. */
    int line(Expr node);
  }

  /** @param isStatic whether the method has no {@code this} */
  SectionWriter(MethodVisitor code, Plan plan, Section section, Signature signature, boolean isStatic,
      Environment environment) {
    this.code = code;
    this.plan = plan;
    this.section = section;
    this.signature = signature;
    this.environment = environment;
    this.firstParameter = isStatic ? 0 : 1;
    this.locals = new Locals(firstParameter + signature.parameters().size());
  }

  /** Writes the whole body; returns its size in bytes. */
  int write() {
    countReads(section.steps());
    code.visitCode();
    side(section.steps());
    boolean main = section.number() == 0;
    if (!(main && signature.returnsNumber())) {
      code.visitInsn(RETURN);
    } else if (section.steps().isEmpty() || !(section.steps().getLast() instanceof Step.Return)) {
      code.visitInsn(DCONST_0);
      code.visitInsn(DRETURN);
    }
    Label end = new Label();
    code.visitLabel(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return end.getOffset();
  }

  private void countReads(List<Step> steps) {
    for (Step step : steps) {
      step.reads().forEach(value -> readsLeft.merge(value, 1, Integer::sum));
      if (step instanceof Step.Branch branch) {
        countReads(branch.whenTrue());
        countReads(branch.whenFalse());
      }
    }
  }

  private void side(List<Step> steps) {
    copies.push(new ArrayList<>());
    steps.forEach(this::step);
    copies.pop().forEach(this::forget);
  }

  private void step(Step step) {
    step.origin().ifPresent(this::markLine);
    switch (step) {
      case Step.Compute compute -> define(compute.node(), true, () -> {
        loadAll(compute.reads());
        OpCode.emit(compute.node().op(), code, locals);
      });
      case Step.Read read -> define(read.symbol(), true, () -> loadFrom(plan.inputs().get(read.symbol())));
      case Step.Fetch fetch -> define(fetch.node(), true, () -> loadFrom(new Location.Slot(fetch.slot())));
      case Step.Assign assign -> define(assign.choose(), false, () -> loadAll(assign.reads()));
      case Step.Pass pass -> store(new Location.Slot(pass.slot()), pass.value());
      case Step.Write write -> store(write.to(), write.value());
      case Step.Invoke invoke -> invoke(invoke.target());
      case Step.Branch branch -> branch(branch);
      case Step.Run run -> {
        loadParameters();
        environment.run(run.section(), code);
      }
      case Step.Return result -> {
        loadAll(result.reads());
        code.visitInsn(DRETURN);
      }
    }
  }

  private void markLine(Expr origin) {
    int wanted = environment.line(origin);
    if (wanted != 0 && wanted != line) {
      line = wanted;
      Label here = new Label();
      code.visitLabel(here);
      code.visitLineNumber(line, here);
    }
  }

  /**
   * Gives a node the value that {@code produce} puts on the stack.
   *
   * @param certain false if the definition stands on a side of a branch and another one on the other side
   */
  private void define(Expr node, boolean certain, Runnable produce) {
    Integer slot = plan.slots().get(node);
    boolean readHere = readsLeft.getOrDefault(node, 0) > 0;
    if (slot == null) {
      produce.run();
      storeLocal(node);
      return;
    }
    loadWorkspace();
    constant(slot);
    produce.run();
    boolean keep = certain && readHere;
    if (keep) {
      code.visitInsn(node.type() == Type.REAL ? DUP2_X2 : DUP_X2);
    }
    storeElement(node.type());
    if (keep) {
      storeLocal(node);
      copies.peek().add(node);
    }
  }

  private void storeLocal(Expr node) {
    int local = held.computeIfAbsent(node, n -> locals.take());
    code.visitVarInsn(node.type() == Type.REAL ? DSTORE : ISTORE, local);
  }

  private void forget(Expr node) {
    Integer local = held.remove(node);
    if (local != null) {
      locals.give(local);
    }
  }

  /** Loads values in order; those that the section does not read again lose their local variables. */
  private void loadAll(List<Expr> values) {
    values.forEach(this::load);
    for (Expr value : values) {
      if (readsLeft.get(value) == 0) {
        forget(value);
      }
    }
  }

  private void load(Expr value) {
    int left = readsLeft.merge(value, -1, Integer::sum);
    Integer local = held.get(value);
    switch (value) {
      case Expr.Constant c -> constant(c.value());
      case Expr.Truth t -> code.visitInsn(t.value() ? ICONST_1 : ICONST_0);
      case Expr e when local != null -> code.visitVarInsn(e.type() == Type.REAL ? DLOAD : ILOAD, local);
      case Expr e -> {
        loadFrom(location(e));
        if (e.type() == Type.TRUTH) {
          code.visitInsn(D2I);
        }
        if (left > 0) {
          code.visitInsn(e.type() == Type.REAL ? DUP2 : DUP);
          storeLocal(e);
          copies.peek().add(e);
        }
      }
    }
  }

  private Location location(Expr value) {
    Integer slot = plan.slots().get(value);
    if (slot != null) {
      return new Location.Slot(slot);
    }
    if (value instanceof Expr.Symbol symbol) {
      return plan.inputs().get(symbol);
    }
    throw new IllegalStateException("node " + value + " has neither local variable nor slot");
  }

  private void loadFrom(Location location) {
    loadElementAddress(location);
    code.visitInsn(DALOAD);
  }

  private void store(Location to, Expr value) {
    if (to instanceof Location.InArray in && in.place().array() == Array.L) {
      Parameter.Output output = output(Array.L);
      code.visitVarInsn(ALOAD, local(output));
      loadAll(List.of(value));
      code.visitFieldInsn(PUTFIELD, internalName(output), output.fields().get(Array.L), "D");
      return;
    }
    loadElementAddress(to);
    loadAll(List.of(value));
    storeElement(value.type());
  }

  private void storeElement(Type type) {
    if (type == Type.TRUTH) {
      code.visitInsn(I2D);
    }
    code.visitInsn(DASTORE);
  }

  /** Puts array and index on the stack. */
  private void loadElementAddress(Location location) {
    switch (location) {
      case Location.Slot slot -> {
        loadWorkspace();
        constant(slot.index());
      }
      case Location.InArray in -> {
        Array array = in.place().array();
        loadArray(array);
        Optional<Integer> offset = find(new Parameter.Offset(array));
        if (offset.isEmpty()) {
          constant(in.place().index());
        } else {
          code.visitVarInsn(ILOAD, offset.get());
          if (in.place().index() != 0) {
            constant(in.place().index());
            code.visitInsn(IADD);
          }
        }
      }
    }
  }

  private void loadArray(Array array) {
    Optional<Integer> parameter = find(new Parameter.Numbers(array));
    if (parameter.isPresent()) {
      code.visitVarInsn(ALOAD, parameter.get());
      return;
    }
    Integer fetched = outputArrays.get(array);
    if (fetched != null) {
      code.visitVarInsn(ALOAD, fetched);
      return;
    }
    Parameter.Output output = output(array);
    code.visitVarInsn(ALOAD, local(output));
    code.visitFieldInsn(GETFIELD, internalName(output), output.fields().get(array), "[D");
    code.visitInsn(DUP);
    int local = locals.take();
    code.visitVarInsn(ASTORE, local);
    outputArrays.put(array, local);
  }

  private void loadWorkspace() {
    code.visitVarInsn(ALOAD, local(new Parameter.Workspace()));
  }

  private void loadParameters() {
    for (Parameter parameter : signature.parameters()) {
      code.visitVarInsn(parameter instanceof Parameter.Offset ? ILOAD : ALOAD, local(parameter));
    }
  }

  private Parameter.Output output(Array array) {
    return signature.parameters()
        .stream()
        .filter(p -> p instanceof Parameter.Output o && o.fields().containsKey(array))
        .map(Parameter.Output.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(signature.method() + " has no array " + array));
  }

  private Optional<Integer> find(Parameter parameter) {
    int index = signature.parameters().indexOf(parameter);
    return index < 0 ? Optional.empty() : Optional.of(firstParameter + index);
  }

  private int local(Parameter parameter) {
    return find(parameter).orElseThrow();
  }

  private static String internalName(Parameter.Output output) {
    return org.objectweb.asm.Type.getInternalName(output.type());
  }

  private void invoke(Step.Target target) {
    if (target instanceof Step.Target.Look look) {
      environment.table(look.lookup().points(), code);
    }
    loadWorkspace();
    switch (target) {
      case Step.Target.Function function -> environment.call(function.function(), code);
      case Step.Target.Newton newton -> {
        constant(newton.memoryAt());
        code.visitMethodInsn(INVOKESTATIC, NEWTON_KERNEL, "start", "([DI)V", false);
        Label again = new Label();
        code.visitLabel(again);
        loadWorkspace();
        environment.call(newton.system(), code);
        loadWorkspace();
        constant(newton.unknownsAt());
        constant(newton.n());
        constant(newton.outputsAt());
        constant(newton.memoryAt());
        code.visitMethodInsn(INVOKESTATIC, NEWTON_KERNEL, "proceed", "([DIIII)Z", false);
        code.visitJumpInsn(IFNE, again);
      }
      case Step.Target.Factor factor -> {
        constant(factor.at());
        constant(factor.n());
        constant(factor.pivotAt());
        code.visitMethodInsn(INVOKESTATIC, LU_KERNEL, "factor", "([DIII)V", false);
      }
      case Step.Target.Solve solve -> {
        constant(solve.luAt());
        constant(solve.n());
        constant(solve.pivotAt());
        constant(solve.bAt());
        String method = solve.transposed() ? "solveTransposed" : "solve";
        code.visitMethodInsn(INVOKESTATIC, LU_KERNEL, method, "([DIIII)V", false);
      }
      case Step.Target.FactorSymmetric factor -> {
        constant(factor.at());
        constant(factor.n());
        code.visitMethodInsn(INVOKESTATIC, LDL_KERNEL, "factor", "([DII)V", false);
      }
      case Step.Target.SolveSymmetric solve -> {
        constant(solve.ldlAt());
        constant(solve.n());
        constant(solve.bAt());
        code.visitMethodInsn(INVOKESTATIC, LDL_KERNEL, "solve", "([DIII)V", false);
      }
      case Step.Target.Multiply multiply -> {
        constant(multiply.at());
        constant(multiply.productAt());
        constant(multiply.product().rows());
        constant(multiply.product().inner());
        constant(multiply.product().columns());
        code.visitMethodInsn(INVOKESTATIC, PRODUCT_KERNEL, "multiply", "([DIIIII)V", false);
      }
      case Step.Target.Look look -> {
        List<Integer> orders = look.lookup().orders();
        constant(look.at());
        constant(orders.getFirst());
        constant(orders.getLast());
        code.visitMethodInsn(INVOKEVIRTUAL, TableConstants.TYPE, "look", "([DIII)V", false);
      }
    }
  }

  private void branch(Step.Branch branch) {
    Label otherwise = new Label();
    Label end = new Label();
    loadAll(branch.reads());
    Step.Branch.comparison(branch.condition())
        .ifPresentOrElse(
            comparison -> OpCode.jumpUnless(comparison.op(), code, otherwise),
            () -> code.visitJumpInsn(IFEQ, otherwise));
    side(branch.whenTrue());
    code.visitJumpInsn(GOTO, end);
    code.visitLabel(otherwise);
    side(branch.whenFalse());
    code.visitLabel(end);
  }

  private void constant(int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(ICONST_0 + value);
    } else if (value == (byte) value) {
      code.visitIntInsn(BIPUSH, value);
    } else if (value == (short) value) {
      code.visitIntInsn(SIPUSH, value);
    } else if (value > 0) {
      // Not from the constant pool, which has room for 65535: a large problem's workspace has more places.
      constant(value >> WIDE_BITS);
      constant(WIDE_BITS);
      code.visitInsn(ISHL);
      constant(value & ((1 << WIDE_BITS) - 1));
      code.visitInsn(IOR);
    } else {
      code.visitLdcInsn(value);
    }
  }

  private void constant(double value) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits == 0) {
      code.visitInsn(DCONST_0);
    } else if (value == 1) {
      code.visitInsn(DCONST_1);
    } else {
      code.visitLdcInsn(value);
    }
  }
}
