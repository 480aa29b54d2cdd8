/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.runtime.problem.ConstraintGroup;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.Dims;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.Sparsity;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** The header: sizes, where each variable is, patterns, structs and functions. */
final class HeaderText {
  private final ProblemInfo info;
  private final String prefix;
  private final Identifiers names = new Identifiers();
  private final CodeText text = new CodeText();

  HeaderText(ProblemInfo info, String prefix) {
    this.info = info;
    this.prefix = prefix;
  }

  /** @param patterns by the name of the array that holds them */
  String write(String title, int workspace, Map<String, Sparsity> patterns, List<Part> parts) {
    String guard = "COSTATE_" + prefix.toUpperCase(Locale.ROOT) + "_H";
    text.comment(title);
    text.comment(
        "Numbers are in the declared units, matrices row by row. All memory is the caller's: every function takes scratch"
            + " memory w [" + prefix
            + "_workspace], and no result may overlap an argument or w. Functions keep nothing, so any number of"
            + " threads may call them, each with its own w. Structs of results must be set to zero once: only what is not zero for"
            + " every input is written.");
    text.comment("The data d [" + prefix + "_nd] holds " + time()
        + ", then the params, then the signals and the noise of the step; "
        + prefix + "_defaults gives params and signals their declared values.");
    text.line("#ifndef " + guard);
    text.line("#define " + guard);
    text.line("");
    text.line("#ifdef __cplusplus");
    text.line("extern \"C\" {");
    text.line("#endif");
    text.line("");
    sizes(workspace);
    variables(prefix + "_x_", 0, "The state x [nx], design variables last.", Kind.STATE, Kind.DESIGN);
    variables(prefix + "_u_", 0, "The control u [nu].", Kind.CONTROL);
    variables(prefix + "_d_", GeneratedProblem.PARAMS_AT, "The data d [nd] behind the time and the length of a step.",
        Kind.PARAM, Kind.SIGNAL, Kind.NOISE);
    patterns(patterns);
    structs();
    parts.forEach(this::part);
    text.line("");
    text.line("#ifdef __cplusplus");
    text.line("}");
    text.line("#endif");
    text.line("");
    text.line("#endif");
    return text.toString();
  }

  private String time() {
    if (info.freeTime()) {
      return "k / N and 1 / N, whose products with the horizon are the time at the start of step k of N and its length";
    }
    return info.discrete() ? "the number k of the step and 1"
        : "the time at the start of the step and its length, in seconds";
  }

  private void sizes(int workspace) {
    Dims dims = info.dims();
    int given = info.size(Kind.PARAM) + info.size(Kind.SIGNAL);
    text.comment(
        "Sizes: of states, of their directions, of controls, of the data, of params with signals; steps; scratch memory.");
    text.open("enum {");
    size("nx", dims.nx());
    size("ndx", dims.ndx());
    size("nu", dims.nu());
    size("nd", GeneratedProblem.PARAMS_AT + given + info.size(Kind.NOISE));
    size("given", given);
    size("steps", dims.steps());
    size("workspace", Math.max(1, workspace));
    text.close("};");
  }

  private void size(String name, int value) {
    text.line(names.take(prefix + "_", name) + " = " + value + ",");
  }

  private void variables(String before, int offset, String comment, Kind... kinds) {
    List<String> lines = new ArrayList<>();
    int at = offset;
    for (Kind kind : kinds) {
      for (VariableInfo variable : info.variables(kind)) {
        lines.add(names.take(before, variable.name()) + " = " + (at + variable.offset()) + ", "
            + "/* " + CodeText.harmless(described(variable)) + " */");
      }
      at += info.size(kind);
    }
    if (lines.isEmpty()) {
      return;
    }
    text.line("");
    text.comment(comment);
    text.open("enum {");
    lines.forEach(text::line);
    text.close("};");
  }

  private static String described(VariableInfo variable) {
    List<String> facts = new ArrayList<>(List.of(variable.kind().name().toLowerCase(Locale.ROOT)));
    if (!variable.shape().isEmpty()) {
      facts.add(variable.shape().stream().map(String::valueOf).collect(Collectors.joining(" x ", "[", "]")));
    }
    if (!variable.unit().isEmpty()) {
      facts.add("in " + variable.unit());
    }
    return String.join(" ", facts) + (variable.doc().isEmpty() ? "" : ": " + variable.doc().strip());
  }

  private void patterns(Map<String, Sparsity> patterns) {
    text.line("");
    text.comment(
        "Structural non-zeros, each as row * columns + column, ascending: of (fx, fu) side by side [ndx x (ndx + nu)], of the"
            + " Hessian of lambda' F by states and controls [(ndx + nu) x (ndx + nu)], and of (cx, cu) [rows x (ndx + nu)].");
    text.open("enum {");
    patterns.forEach((name, pattern) -> text.line(name + "_count = " + pattern.nonZeros() + ","));
    text.close("};");
    patterns.forEach((name, pattern) -> text.line(
        "extern const int " + name + "[" + Math.max(1, pattern.nonZeros()) + "];"));
  }

  private void structs() {
    Dims dims = info.dims();
    int n = dims.ndx();
    int m = dims.nu();
    struct("StageExpansion", "One step. The cost l is minimized" + switch (info.sense()) {
      case MINIMIZE -> ".";
      case MAXIMIZE -> ": it is the declared one with the other sign.";
    }, List.of(
        field(Array.NEXT, dims.nx(), "F(x, u)"), field(Array.FX, n * n, "dF/dx [ndx x ndx]"),
        field(Array.FU, n * m, "dF/du [ndx x nu]"), "double l; /* l(x, u) */", field(Array.LX, n, "dl/dx"),
        field(Array.LU, m, "dl/du"), field(Array.LXX, n * n, "d2l/dx2, both triangles"),
        field(Array.LUX, m * n, "d2l/dudx [nu x ndx]"), field(Array.LUU, m * m, "d2l/du2, both triangles")));
    struct("Curvature", "Second derivatives of a sum of weighted numbers.", List.of(
        field(Array.HXX, n * n, "[ndx x ndx], both triangles"), field(Array.HUX, m * n, "[nu x ndx]"),
        field(Array.HUU, m * m, "[nu x nu], both triangles")));
    struct("TerminalExpansion", "The final state.", List.of("double l; /* lN(x) */", field(Array.LX, n, "dlN/dx"),
        field(Array.LXX, n * n, "d2lN/dx2, both triangles")));
    struct("Setup", "Start, limits and trim.", List.of(
        field(Array.START, dims.nx(), "the start, where it is free the one to begin with"),
        field(Array.FREE, dims.nx(), "1 where the start is free"),
        field(Array.STATE_LOWER, dims.nx(), "limits, infinite where there are none"),
        field(Array.STATE_UPPER, dims.nx(), ""), field(Array.CONTROL_LOWER, m, ""), field(Array.CONTROL_UPPER, m, ""),
        field(Array.TRIM, m, "the controls to begin with")));
    for (int i = 0; i < info.groups().size(); i++) {
      int rows = info.groups().get(i).rows().size();
      struct("constraints" + (i + 1) + "_Expansion", "The rows of one moment.",
          List.of(field(Array.C, rows, "the rows"),
              field(Array.CX, rows * n, "dc/dx [rows x ndx]"), field(Array.CU, rows * m, "dc/du [rows x nu]")));
    }
  }

  private void struct(String name, String comment, List<String> fields) {
    text.line("");
    text.comment(comment);
    text.open("typedef struct {");
    fields.forEach(text::line);
    text.close("} " + prefix + "_" + name + ";");
  }

  /** An array; C has none of size zero. */
  private static String field(Array array, int size, String comment) {
    return "double " + CFunction.word(array) + "[" + Math.max(1, size) + "];"
        + (comment.isEmpty() ? "" : " /* " + comment + " */");
  }

  private void part(Part part) {
    text.line("");
    title(part);
    for (Entry.Kind kind : part.plan().entries().keySet()) {
      CFunction function = CFunction.of(kind, part);
      text.line("");
      text.comment(function.comment());
      text.line(function.declaration() + ";");
    }
  }

  private void title(Part part) {
    switch (part.program().base()) {
      case PROBLEM -> text.comment("The problem.");
      case RUN -> text.comment("A solve of the problem.");
      case TEACHER -> text.comment("What a policy is taught.");
      case VIEW -> text.comment("What is drawn.");
      case SWEEP -> text.comment("Products of a sweep.");
      case EPISODE -> text.comment("What is drawn at random, what is observed, and what ends an episode.");
      case CONSTRAINTS -> constraints(info.groups()
          .stream()
          .filter(g -> g.className().equals(part.program().className()))
          .findFirst()
          .orElseThrow());
    }
  }

  private void constraints(ConstraintGroup group) {
    String when = switch (group.moment()) {
      case STEPS -> "at the start of each step";
      case POINTS -> "at the start of each step and at the end";
      case INITIAL -> "at the start";
      case AT -> "at one time";
      case TERMINAL -> "at the end";
    };
    text.comment((group.soft() ? "Penalties of violations" : "Constraints") + " " + when + ":");
    for (int i = 0; i < group.rows().size(); i++) {
      ConstraintInfo row = group.rows().get(i);
      text.comment("c[" + i + "] " + (row.equality() ? "=" : "<=") + " 0"
          + (row.unit().isEmpty() ? "" : " " + row.unit()) + ": " + row.name());
    }
  }
}
