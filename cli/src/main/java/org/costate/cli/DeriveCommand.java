/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Derivation;
import org.costate.compiler.driver.FormulaStyle;
import org.costate.compiler.driver.PhaseListener;

/** {@code costate derive}: formulas of a problem with their derivatives. */
final class DeriveCommand implements Command {
  @Override
  public String name() {
    return "derive";
  }

  @Override
  public String usage() {
    return "FILE NAME... [options]";
  }

  @Override
  public String summary() {
    return "prints formulas and their derivatives by states and controls";
  }

  @Override
  public String details() {
    return """
        NAME is a let, der(x) or next(x) of a state, running or terminal for the whole
        cost, or the label of a cost item. Derivatives that are zero for every input are
        left out.
        """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Option.builder().longOpt("latex").desc("writes LaTeX instead of text").get())
        .addOption(Option.builder()
            .longOpt("problem")
            .hasArg()
            .argName("NAME")
            .desc("only of this problem; otherwise of every problem that knows the names")
            .get())
        .addOption(Arguments.constants());
  }

  @Override
  public String names() {
    return "let";
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    List<String> arguments = Arguments.positional(this, line, 2, Integer.MAX_VALUE);
    CompilationResult result = Arguments.compile(arguments.getFirst(), line, PhaseListener.NONE);
    terminal.report(result.diagnostics(), result.unshown());
    if (result.hasErrors()) {
      return ExitCode.WRONG_PROGRAM;
    }
    FormulaStyle style = line.hasOption("latex") ? FormulaStyle.LATEX : FormulaStyle.TEXT;
    List<CompiledProblem> problems = chosen(result, line.getOptionValue("problem"));
    for (String name : arguments.subList(1, arguments.size())) {
      derive(name, problems, style).forEach(terminal::line);
    }
    return ExitCode.OK;
  }

  private static List<CompiledProblem> chosen(CompilationResult result, String name) {
    List<CompiledProblem> chosen =
        result.problems().stream().filter(p -> name == null || p.name().equals(name)).toList();
    if (chosen.isEmpty()) {
      throw UsageException.unknown(
          "problem", name == null ? "" : name, result.problems().stream().map(p -> p.name()).toList());
    }
    return chosen;
  }

  private static List<String> derive(String name, List<CompiledProblem> problems, FormulaStyle style) {
    List<String> lines = new ArrayList<>();
    List<String> known = new ArrayList<>();
    for (CompiledProblem problem : problems) {
      Derivation derivation = new Derivation(problem, style);
      List<String> elements = derivation.elements(name);
      if (!elements.isEmpty() && problems.size() > 1) {
        lines.add((style == FormulaStyle.LATEX ? "% " : "// ") + problem.name());
      }
      elements.forEach(element -> lines.addAll(derivation.of(element)));
      known.addAll(derivation.known());
    }
    if (lines.isEmpty()) {
      throw UsageException.unknown("formula", name, known.stream().distinct().toList());
    }
    return lines;
  }
}
