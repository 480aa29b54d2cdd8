/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Program;
import org.costate.runtime.problem.ConstraintExpansion;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.ProblemSetup;
import org.costate.runtime.problem.StageExpansion;
import org.costate.runtime.problem.TerminalExpansion;

/** The method of the runtime's base class that an entry implements: its name, and what its parameters are to the entry. */
record Signature(String method, List<Parameter> parameters, boolean returnsNumber) {
  Signature {
    parameters = List.copyOf(parameters);
  }

  /** A parameter of a generated method. */
  sealed interface Parameter {
    String descriptor();

    /** An array of numbers. */
    record Numbers(Array array) implements Parameter {
      @Override
      public String descriptor() {
        return "[D";
      }
    }

    /** Where an array's part for this call begins. */
    record Offset(Array array) implements Parameter {
      @Override
      public String descriptor() {
        return "I";
      }
    }

    record Workspace() implements Parameter {
      @Override
      public String descriptor() {
        return "[D";
      }
    }

    /** An object that holds arrays, and for {@link Array#L} a number, in public fields. */
    record Output(Class<?> type, Map<Array, String> fields) implements Parameter {
      @Override
      public String descriptor() {
        return type.descriptorString();
      }
    }
  }

  /** What a function's sections take; their inputs and results are in the workspace. */
  static final Signature FUNCTION = new Signature("", List.of(new Parameter.Workspace()), false);

  private static final Parameter W = new Parameter.Workspace();

  static Signature of(Entry.Kind kind) {
    return switch (kind) {
      case STEP -> stage("step", false, numbers(Array.NEXT), offset(Array.NEXT));
      case STAGE -> stage("stage", true, numbers(Array.NEXT), offset(Array.NEXT));
      case LINEARIZE -> stage("linearize", false, output(StageExpansion.class, Array.NEXT, Array.FX, Array.FU));
      case EXPAND -> stage("expand", false, output(StageExpansion.class, Array.NEXT, Array.FX, Array.FU, Array.L,
          Array.LX, Array.LU, Array.LXX, Array.LUX, Array.LUU));
      case CURVATURE -> new Signature("curvature", List.of(numbers(Array.X), offset(Array.X), numbers(Array.U),
          offset(Array.U), numbers(Array.D), numbers(Array.LAMBDA), offset(Array.LAMBDA), W,
          output(Curvature.class, Array.HXX, Array.HUX, Array.HUU)), false);
      case TERMINAL -> new Signature("terminal", List.of(numbers(Array.X), offset(Array.X), numbers(Array.D), W), true);
      case EXPAND_TERMINAL -> new Signature("expandTerminal", List.of(numbers(Array.X), offset(Array.X),
          numbers(Array.D), W, output(TerminalExpansion.class, Array.L, Array.LX, Array.LXX)), false);
      case HORIZON -> new Signature("horizon", List.of(numbers(Array.X), offset(Array.X), numbers(Array.D), W), true);
      case DIFFERENCE -> new Signature("difference", List.of(numbers(Array.X), offset(Array.X), numbers(Array.Y),
          offset(Array.Y), W, numbers(Array.DX), offset(Array.DX)), false);
      case RETRACT -> new Signature("retract", List.of(numbers(Array.X), offset(Array.X), numbers(Array.DX),
          offset(Array.DX), W, numbers(Array.Y), offset(Array.Y)), false);
      case DIFFERENCE_JACOBIANS -> new Signature("differenceJacobians", List.of(numbers(Array.X), offset(Array.X),
          numbers(Array.Y), offset(Array.Y), W, numbers(Array.FIRST), numbers(Array.SECOND)), false);
      case RETRACT_JACOBIANS -> new Signature("retractJacobians", List.of(numbers(Array.X), offset(Array.X),
          numbers(Array.DX), offset(Array.DX), W, numbers(Array.FIRST), numbers(Array.SECOND)), false);
      case DEFAULTS ->
        new Signature("defaults", List.of(numbers(Array.GIVEN), numbers(Array.D), W, numbers(Array.VALUES)),
            false);
      case SETUP -> new Signature("setup", List.of(numbers(Array.D), W, output(ProblemSetup.class, Array.START,
          Array.STATE_LOWER, Array.STATE_UPPER, Array.CONTROL_LOWER, Array.CONTROL_UPPER, Array.TRIM,
          Array.FREE)), false);
      case GUESS -> new Signature("guess", List.of(numbers(Array.D), W, numbers(Array.X), offset(Array.X),
          numbers(Array.U), offset(Array.U)), true);
      case START -> new Signature("start", List.of(numbers(Array.D), W, numbers(Array.X)), false);
      case EXPECT -> new Signature("expect",
          List.of(numbers(Array.FACTS), numbers(Array.D), W, numbers(Array.RESULTS)), false);
      case CONSTRAIN -> stage("constrain", false, numbers(Array.C), offset(Array.C));
      case EXPAND_CONSTRAINTS ->
        stage("expand", false, output(ConstraintExpansion.class, Array.C, Array.CX, Array.CU));
      case TIME -> new Signature("time", List.of(numbers(Array.X), offset(Array.X), numbers(Array.D), W), true);
      case WEIGHT -> new Signature("weight", List.of(numbers(Array.D), W), true);
      case DRAW_PARAMS -> new Signature("drawParams",
          List.of(numbers(Array.GIVEN), numbers(Array.STANDARD), numbers(Array.D), W, numbers(Array.VALUES)), false);
      case DRAW_START -> new Signature("drawStart",
          List.of(numbers(Array.STANDARD), numbers(Array.D), W, numbers(Array.X)), false);
      case DRAW_NOISE -> new Signature("drawNoise",
          List.of(numbers(Array.STANDARD), numbers(Array.D), W, numbers(Array.VALUES)), false);
      case OBSERVE -> stage("observe", false, numbers(Array.VALUES));
      case DRAW -> stage("draw", false, numbers(Array.VALUES));
      case TEACH -> new Signature("teach",
          List.of(numbers(Array.X), offset(Array.X), numbers(Array.D), W, numbers(Array.VALUES)), false);
      case CONGRUENCE ->
        new Signature("congruence", List.of(numbers(Array.FX), numbers(Array.FU), numbers(Array.VXX), W,
            numbers(Array.QXX), numbers(Array.QUX), numbers(Array.QUU)), false);
      case VALUE -> new Signature("value", List.of(numbers(Array.QXX), numbers(Array.QUX), numbers(Array.QUU),
          numbers(Array.K), W, numbers(Array.VXX)), false);
      case ENDS -> new Signature("ends",
          List.of(numbers(Array.X), offset(Array.X), numbers(Array.D), W, numbers(Array.RESULTS)), false);
    };
  }

  /** The kinds that a class must have, one for each abstract method of its base. */
  static List<Entry.Kind> kinds(Program.Base base) {
    return switch (base) {
      case PROBLEM -> List.of(Entry.Kind.STEP, Entry.Kind.STAGE, Entry.Kind.LINEARIZE, Entry.Kind.EXPAND,
          Entry.Kind.CURVATURE, Entry.Kind.TERMINAL, Entry.Kind.EXPAND_TERMINAL, Entry.Kind.HORIZON,
          Entry.Kind.DIFFERENCE, Entry.Kind.RETRACT, Entry.Kind.DIFFERENCE_JACOBIANS, Entry.Kind.RETRACT_JACOBIANS,
          Entry.Kind.DEFAULTS, Entry.Kind.SETUP, Entry.Kind.GUESS);
      case RUN -> List.of(Entry.Kind.GUESS, Entry.Kind.START, Entry.Kind.EXPECT);
      case CONSTRAINTS -> List.of(Entry.Kind.CONSTRAIN, Entry.Kind.EXPAND_CONSTRAINTS, Entry.Kind.CURVATURE,
          Entry.Kind.TIME, Entry.Kind.WEIGHT);
      case EPISODE -> List.of(Entry.Kind.DRAW_PARAMS, Entry.Kind.DRAW_START, Entry.Kind.DRAW_NOISE, Entry.Kind.OBSERVE,
          Entry.Kind.ENDS);
      case TEACHER -> List.of(Entry.Kind.TEACH);
      case VIEW -> List.of(Entry.Kind.DRAW);
      case SWEEP -> List.of(Entry.Kind.CONGRUENCE, Entry.Kind.VALUE);
    };
  }

  private static Signature stage(String method, boolean returnsNumber, Parameter... results) {
    List<Parameter> parameters = new ArrayList<>(
        List.of(numbers(Array.X), offset(Array.X), numbers(Array.U), offset(Array.U), numbers(Array.D), W));
    parameters.addAll(List.of(results));
    return new Signature(method, parameters, returnsNumber);
  }

  private static Parameter numbers(Array array) {
    return new Parameter.Numbers(array);
  }

  private static Parameter offset(Array array) {
    return new Parameter.Offset(array);
  }

  private static Parameter output(Class<?> type, Array... arrays) {
    Map<Array, String> fields = new EnumMap<>(Array.class);
    for (Array array : arrays) {
      fields.put(array, fieldName(array));
    }
    return new Parameter.Output(type, fields);
  }

  private static String fieldName(Array array) {
    return switch (array) {
      case STATE_LOWER -> "stateLower";
      case STATE_UPPER -> "stateUpper";
      case CONTROL_LOWER -> "controlLower";
      case CONTROL_UPPER -> "controlUpper";
      default -> array.name().toLowerCase(Locale.ROOT);
    };
  }

  /** The descriptor of the main method, or of the other sections, which return nothing. */
  String descriptor(boolean main) {
    StringBuilder descriptor = new StringBuilder("(");
    parameters.forEach(p -> descriptor.append(p.descriptor()));
    return descriptor.append(')').append(main && returnsNumber ? 'D' : 'V').toString();
  }
}
