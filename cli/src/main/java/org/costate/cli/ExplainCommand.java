/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Explanations;
import org.costate.compiler.driver.FunctionReference;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptionSchema;

/** {@code costate explain}: the page about a diagnostic's code, the functions of the language, the options of a method. */
final class ExplainCommand implements Command {
  private static final String FUNCTIONS = "functions";

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String usage() {
    return "TOPIC";
  }

  @Override
  public String summary() {
    return "tells more about a diagnostic, the functions, or a method";
  }

  @Override
  public String details() {
    return "TOPIC is a diagnostic's code such as E0201, `functions`, the name of one, or a\nmethod such as ilqr.\n";
  }

  @Override
  public Options options() {
    return new Options();
  }

  /** Codes, methods and functions. */
  @Override
  public List<String> words(String place) {
    return Stream.of(Stream.of(Code.values()).map(Code::name), methods().map(MethodSchema::name), Stream.of(FUNCTIONS),
        FunctionReference.all().stream().map(FunctionReference::name)).flatMap(names -> names).distinct().toList();
  }

  private static Stream<MethodSchema> methods() {
    return Stream.concat(MethodSchemas.all().stream(), LearningSchemas.all().stream());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    String topic = Arguments.positional(this, line, 1, 1).getFirst();
    terminal.out().print(page(topic));
    return ExitCode.OK;
  }

  private static String page(String topic) {
    List<String> known = new ArrayList<>();
    for (Code code : Code.values()) {
      if (code.name().equals(topic.toUpperCase(Locale.ROOT))) {
        return Explanations.page(code).orElse("# " + code + ": " + code.title() + "\n");
      }
      known.add(code.name());
    }
    for (MethodSchema method : methods().toList()) {
      if (method.name().equals(topic)) {
        return method(method);
      }
      known.add(method.name());
    }
    List<FunctionReference> functions = FunctionReference.all();
    if (topic.equals(FUNCTIONS)) {
      return functions(functions);
    }
    known.add(FUNCTIONS);
    for (FunctionReference function : functions) {
      if (function.name().equals(topic)) {
        return functions(List.of(function));
      }
      known.add(function.name());
    }
    throw UsageException.unknown("topic", topic, known);
  }

  private static String functions(List<FunctionReference> functions) {
    List<String[]> rows = new ArrayList<>();
    functions.forEach(f -> rows.add(new String[] {f.signature(), f.doc()}));
    return Help.table(rows);
  }

  private static String method(MethodSchema method) {
    List<String[]> rows = new ArrayList<>();
    for (OptionSchema option : method.options()) {
      rows.add(
          new String[] {option.name() + " = " + option.defaultValue(), option.doc() + "; " + option.type().describe()});
    }
    return Screen.broken(method.name() + ": " + method.doc(), Help.COLUMNS, 2) + "\n\noptions, with their defaults:\n"
        + Help.table(rows);
  }
}
