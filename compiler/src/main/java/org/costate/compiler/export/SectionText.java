/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.TableLookup;
import org.costate.compiler.ir.Type;
import org.costate.compiler.schedule.Location;
import org.costate.compiler.schedule.Plan;
import org.costate.compiler.schedule.Section;
import org.costate.compiler.schedule.Step;

/**
 * The body of the function that a section becomes. A value without a place in the workspace is a variable of the block in which it is defined;
 * every other one is read and written where it lives.
 */
final class SectionText {
  private final Plan plan;
  private final Section section;
  private final CFunction function;
  private final Environment environment;
  private final CodeText code = new CodeText();
  private final Map<Expr, String> variables = new HashMap<>();
  private final Set<String> used = new TreeSet<>();

  /** What a section must know of its file. */
  interface Environment {
    /** The name of another section of the same routine. */
    String section(Section section);

    /** The name of a function of the workspace. */
    String function(GraphFunction function);

    /** The beginning of the arguments of a look-up: its points. */
    String points(TableLookup lookup);

    /** Makes a kernel part of the file; gives its name. */
    String kernel(Kernel kernel);
  }

  SectionText(Plan plan, Section section, CFunction function, Environment environment) {
    this.plan = plan;
    this.section = section;
    this.function = function;
    this.environment = environment;
  }

  /** @param head the first line without its brace */
  String write(String head) {
    steps(section.steps());
    boolean main = section.number() == 0;
    boolean returns = !section.steps().isEmpty() && section.steps().getLast() instanceof Step.Return;
    CodeText whole = new CodeText();
    whole.open(head + " {");
    function.arguments().stream().filter(p -> !used.contains(p)).forEach(p -> whole.line("(void) " + p + ";"));
    whole.append(code.toString().indent(2));
    if (main && function.returnsNumber() && !returns) {
      whole.line("return 0;");
    }
    whole.close("}");
    return whole.toString();
  }

  private void steps(List<Step> steps) {
    steps.forEach(this::step);
  }

  private void step(Step step) {
    switch (step) {
      case Step.Compute compute -> define(compute.node(), operation(compute.node()));
      case Step.Read read -> define(read.symbol(), at(plan.inputs().get(read.symbol())));
      case Step.Fetch fetch -> define(fetch.node(), slot(fetch.slot()));
      case Step.Assign assign -> code.line(place(assign.choose()) + " = " + value(assign.reads().getFirst()) + ";");
      case Step.Pass pass -> store(slot(pass.slot()), pass.value());
      case Step.Write write -> store(at(write.to()), write.value());
      case Step.Invoke invoke -> invoke(invoke.target());
      case Step.Branch branch -> branch(branch);
      case Step.Run run -> {
        used.addAll(function.arguments());
        code.line(environment.section(run.section()) + "(" + String.join(", ", function.arguments()) + ");");
      }
      case Step.Return result -> code.line("return " + value(result.value()) + ";");
    }
  }

  private String operation(Expr.Apply node) {
    Operation.kernel(node.op()).ifPresent(environment::kernel);
    return Operation.text(node.op(), value(node.a()), value(node.b()), value(node.c()));
  }

  /** Gives a node a value where it is defined once. */
  private void define(Expr node, String value) {
    if (plan.slots().containsKey(node)) {
      code.line(place(node) + " = " + value + ";");
    } else {
      code.line("const " + declared(node) + " = " + value + ";");
    }
  }

  /** A new variable with its type. */
  private String declared(Expr node) {
    String name = "v" + (variables.size() + 1);
    variables.put(node, name);
    return (node.type() == Type.REAL ? "double " : "int ") + name;
  }

  /** Where a defined node has its value. */
  private String place(Expr node) {
    Integer slot = plan.slots().get(node);
    return slot != null ? slot(slot) : variables.get(node);
  }

  private String value(Expr node) {
    return switch (node) {
      case Expr.Constant c -> Operation.number(c.value());
      case Expr.Truth t -> t.value() ? "1" : "0";
      case Expr e when place(e) != null -> e.type() == Type.TRUTH && plan.slots().containsKey(e)
          ? "(" + place(e) + " != 0)"
          : place(e);
      case Expr.Symbol symbol -> at(plan.inputs().get(symbol));
      case Expr e -> throw new IllegalStateException("node " + e + " has neither variable nor slot");
    };
  }

  private void store(String place, Expr value) {
    code.line(place + " = " + value(value) + ";");
  }

  private String at(Location location) {
    return switch (location) {
      case Location.Slot slot -> slot(slot.index());
      case Location.InArray in -> {
        Array array = in.place().array();
        used.add(array == Array.L ? "out" : function.parameter(array));
        yield function.element(in.place());
      }
    };
  }

  private String slot(int index) {
    used.add("w");
    return "w[" + index + "]";
  }

  /** The part of the workspace from an index on. */
  private String from(int index) {
    used.add("w");
    return index == 0 ? "w" : "w + " + index;
  }

  private void invoke(Step.Target target) {
    switch (target) {
      case Step.Target.Function f -> call(environment.function(f.function()), from(0));
      case Step.Target.Newton newton -> {
        String memory = from(newton.memoryAt());
        environment.kernel(Kernel.NEWTON);
        call("newton_start", memory);
        code.open("do {");
        call(environment.function(newton.system()), from(0));
        code.close("} while (newton_proceed(" + from(newton.unknownsAt()) + ", " + newton.n() + ", "
            + from(newton.outputsAt()) + ", " + memory + "));");
      }
      case Step.Target.Factor lu ->
        call(environment.kernel(Kernel.LU_FACTOR), from(lu.at()), lu.n() + "", from(lu.pivotAt()));
      case Step.Target.Solve lu ->
        call(environment.kernel(lu.transposed() ? Kernel.LU_SOLVE_TRANSPOSED : Kernel.LU_SOLVE), from(lu.luAt()),
            lu.n() + "", from(lu.pivotAt()), from(lu.bAt()));
      case Step.Target.FactorSymmetric ldl ->
        call(environment.kernel(Kernel.LDL_FACTOR), from(ldl.at()), ldl.n() + "");
      case Step.Target.SolveSymmetric ldl ->
        call(environment.kernel(Kernel.LDL_SOLVE), from(ldl.ldlAt()), ldl.n() + "", from(ldl.bAt()));
      case Step.Target.Multiply multiply -> {
        MatrixProduct product = multiply.product();
        call(environment.kernel(Kernel.MULTIPLY), from(multiply.at()), from(multiply.at() + product.rightAt()),
            from(multiply.productAt()), product.rows() + "", product.inner() + "", product.columns() + "");
      }
      case Step.Target.Look look -> look(look.lookup(), look.at());
    }
  }

  private void look(TableLookup lookup, int at) {
    List<Integer> orders = lookup.orders();
    String points = environment.points(lookup);
    String numbers = orders.size() == 1
        ? slot(at) + ", " + orders.getFirst()
        : slot(at) + ", " + slot(at + 1) + ", " + orders.getFirst() + ", " + orders.getLast();
    String name = environment.kernel(orders.size() == 1 ? Kernel.SPLINE1 : Kernel.SPLINE2);
    code.line(slot(at + orders.size()) + " = " + name + "(" + points + ", " + numbers + ");");
  }

  private void call(String name, String... arguments) {
    code.line(name + "(" + String.join(", ", arguments) + ");");
  }

  private void branch(Step.Branch branch) {
    branch.whenTrue().forEach(this::declare);
    branch.whenFalse().forEach(this::declare);
    String condition = Step.Branch.comparison(branch.condition())
        .map(this::operation)
        .orElseGet(() -> value(branch.condition()));
    code.open("if (" + condition + ") {");
    steps(branch.whenTrue());
    code.turn("} else {");
    steps(branch.whenFalse());
    code.close("}");
  }

  /** A choice is a variable of the block around its branch. */
  private void declare(Step step) {
    if (step instanceof Step.Assign assign && place(assign.choose()) == null) {
      code.line(declared(assign.choose()) + ";");
    }
  }
}
