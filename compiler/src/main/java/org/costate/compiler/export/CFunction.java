/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Program;

/**
 * The function that an entry becomes: its name, what its parameters are to the entry, and what the header says about it.
 *
 * @param type the struct of the parameter {@code out}; empty if there is none
 * @param fields the arrays that are fields of that struct
 */
record CFunction(String name, List<Array> inputs, List<Array> outputs, String type, Set<Array> fields,
    boolean returnsNumber, String comment) {
  /** A function of the workspace alone, as functions within a problem are. */
  static CFunction ofWorkspace(String name) {
    return new CFunction(name, List.of(), List.of(), "", Set.of(), false, "");
  }

  static CFunction of(Entry.Kind kind, Part part) {
    String expansion = part.problem() + "_StageExpansion";
    boolean constraints = part.program().base() == Program.Base.CONSTRAINTS;
    return switch (kind) {
      case STEP -> numbers(part, "step", List.of(Array.X, Array.U, Array.D), List.of(Array.NEXT),
          "F(x, u), the state after the step, to next [nx].");
      case STAGE -> numbers(part, "stage", List.of(Array.X, Array.U, Array.D), List.of(Array.NEXT),
          "As step; returns the cost of the step, l(x, u).").returning();
      case LINEARIZE -> struct(part, "linearize", List.of(Array.X, Array.U, Array.D), expansion,
          EnumSet.of(Array.NEXT, Array.FX, Array.FU), "F and its Jacobians: next, fx and fu.");
      case EXPAND -> struct(part, "expand", List.of(Array.X, Array.U, Array.D), expansion,
          EnumSet.of(Array.NEXT, Array.FX, Array.FU, Array.L, Array.LX, Array.LU, Array.LXX, Array.LUX, Array.LUU),
          "F and its Jacobians, l, its gradient and its Hessian.");
      case CURVATURE -> struct(part, "curvature", List.of(Array.X, Array.U, Array.D, Array.LAMBDA),
          part.problem() + "_Curvature", EnumSet.of(Array.HXX, Array.HUX, Array.HUU),
          constraints ? "The Hessian of lambda' c, lambda with a number for each row."
              : "The Hessian of lambda' F, lambda [ndx].");
      case TERMINAL -> numbers(part, "terminal", List.of(Array.X, Array.D), List.of(),
          "Returns the cost of the final state, lN(x); d[0] is the final time.").returning();
      case EXPAND_TERMINAL -> struct(part, "expand_terminal", List.of(Array.X, Array.D),
          part.problem() + "_TerminalExpansion", EnumSet.of(Array.L, Array.LX, Array.LXX),
          "lN, its gradient and its Hessian.");
      case HORIZON -> numbers(part, "horizon", List.of(Array.X, Array.D), List.of(),
          "Returns the length of the horizon, in seconds or steps.").returning();
      case DIFFERENCE -> numbers(part, "difference", List.of(Array.X, Array.Y), List.of(Array.DX),
          "The direction dx [ndx] that leads from the state x to the state y.");
      case RETRACT -> numbers(part, "retract", List.of(Array.X, Array.DX), List.of(Array.Y),
          "The state y [nx] reached from x along dx [ndx].");
      case DIFFERENCE_JACOBIANS -> numbers(part, "difference_jacobians", List.of(Array.X, Array.Y),
          List.of(Array.FIRST, Array.SECOND),
          "How difference changes with x, first, and with y, second, [ndx x ndx] each.");
      case RETRACT_JACOBIANS -> numbers(part, "retract_jacobians", List.of(Array.X, Array.DX),
          List.of(Array.FIRST, Array.SECOND),
          "How retract changes with x, first, and with dx, second, [ndx x ndx] each.");
      case DEFAULTS -> numbers(part, "defaults", List.of(Array.GIVEN, Array.D), List.of(Array.VALUES),
          "Params, then signals, at the time d[0]: values[i] is kept where given[i] is 1 and becomes the default where it is 0.");
      case SETUP -> struct(part, "setup", List.of(Array.D), part.problem() + "_Setup",
          EnumSet.of(Array.START, Array.FREE, Array.STATE_LOWER, Array.STATE_UPPER, Array.CONTROL_LOWER,
              Array.CONTROL_UPPER, Array.TRIM),
          "What holds for a whole solve, from the params.");
      case GUESS -> numbers(part, "guess", List.of(Array.D), List.of(Array.X, Array.U),
          "The guess of x and u at the time d[0], where there is one; returns how many numbers of x have one.")
          .returning();
      case START -> numbers(part, "start", List.of(Array.D), List.of(Array.X),
          "The start of this run, where it has one of its own.");
      case EXPECT -> numbers(part, "expect", List.of(Array.FACTS, Array.D), List.of(Array.RESULTS),
          "1 where an expectation of this run holds; facts: objective, largest violation, iterations, first state, last state.");
      case CONSTRAIN ->
        numbers(part, "constrain", List.of(Array.X, Array.U, Array.D), List.of(Array.C), "The rows, to c.");
      case EXPAND_CONSTRAINTS ->
        struct(part, "expand", List.of(Array.X, Array.U, Array.D), part.prefix() + "_Expansion",
            EnumSet.of(Array.C, Array.CX, Array.CU), "The rows and their Jacobians.");
      case TIME ->
        numbers(part, "time", List.of(Array.X, Array.D), List.of(), "Returns when the rows hold, in seconds or steps.")
            .returning();
      case WEIGHT -> numbers(part, "weight", List.of(Array.D), List.of(),
          "Returns what the squares of the violations are multiplied with.").returning();
      case DRAW_PARAMS ->
        numbers(part, "draw_params", List.of(Array.GIVEN, Array.STANDARD, Array.D), List.of(Array.VALUES),
            "As defaults, with random params drawn from standard random numbers.");
      case DRAW_START -> numbers(part, "draw_start", List.of(Array.STANDARD, Array.D), List.of(Array.X),
          "The random numbers of the start, from standard random numbers.");
      case DRAW_NOISE -> numbers(part, "draw_noise", List.of(Array.STANDARD, Array.D), List.of(Array.VALUES),
          "The noise of one step, from standard random numbers.");
      case OBSERVE ->
        numbers(part, "observe", List.of(Array.X, Array.U, Array.D), List.of(Array.VALUES), "What a policy sees.");
      case DRAW -> numbers(part, "draw", List.of(Array.X, Array.U, Array.D), List.of(Array.VALUES),
          "The numbers of what is drawn.");
      case TEACH -> numbers(part, "teach", List.of(Array.X, Array.D), List.of(Array.VALUES),
          "The controls that the teacher takes.");
      case CONGRUENCE -> numbers(part, "congruence", List.of(Array.FX, Array.FU, Array.VXX),
          List.of(Array.QXX, Array.QUX, Array.QUU), "Adds (fx, fu)' Vxx (fx, fu), of Qxx to the lower triangle.");
      case VALUE -> numbers(part, "value", List.of(Array.QXX, Array.QUX, Array.QUU, Array.K), List.of(Array.VXX),
          "Vxx = Qxx + K' Quu K + K' Qux + Qux' K.");
      case ENDS -> numbers(part, "ends", List.of(Array.X, Array.D), List.of(Array.RESULTS),
          "1 where a condition that ends an episode holds right after a step.");
    };
  }

  private static CFunction numbers(Part part, String name, List<Array> inputs, List<Array> outputs, String comment) {
    return new CFunction(part.prefix() + "_" + name, inputs, outputs, "", Set.of(), false, comment);
  }

  private static CFunction struct(Part part, String name, List<Array> inputs, String type, Set<Array> fields,
      String comment) {
    return new CFunction(part.prefix() + "_" + name, inputs, List.of(), type, fields, false, comment);
  }

  private CFunction returning() {
    return new CFunction(name, inputs, outputs, type, fields, true, comment);
  }

  /** As the header declares it. */
  String declaration() {
    return (returnsNumber ? "double " : "void ") + name + "(" + parameters("") + ")";
  }

  /** The first line of its main section, or of another one, which returns nothing and is called {@code sectionName}. */
  String definition(String sectionName, boolean main) {
    return (main && returnsNumber ? "double " : "void ") + sectionName + "(" + parameters("restrict ") + ")";
  }

  private String parameters(String qualifier) {
    List<String> all = new ArrayList<>();
    inputs.forEach(array -> all.add("const double *" + qualifier + word(array)));
    all.add("double *" + qualifier + "w");
    outputs.forEach(array -> all.add("double *" + qualifier + word(array)));
    if (!type.isEmpty()) {
      all.add(type + " *" + qualifier + "out");
    }
    return String.join(", ", all);
  }

  /** The names of its parameters, in order. */
  List<String> arguments() {
    List<String> all = new ArrayList<>(inputs.stream().map(CFunction::word).toList());
    all.add("w");
    outputs.forEach(array -> all.add(word(array)));
    if (!type.isEmpty()) {
      all.add("out");
    }
    return all;
  }

  /** The name of the parameter that holds an array. */
  String parameter(Array array) {
    return fields.contains(array) ? "out" : word(array);
  }

  /** One number of an array. */
  String element(Entry.Place place) {
    if (place.array() == Array.L) {
      return "out->l";
    }
    return (fields.contains(place.array()) ? "out->" : "") + word(place.array()) + "[" + place.index() + "]";
  }

  static String word(Array array) {
    return array.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return name + arguments().stream().collect(Collectors.joining(", ", "(", ")"));
  }
}
