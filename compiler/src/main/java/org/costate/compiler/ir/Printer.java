/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Entries and the functions that they call as text, one operation or short formula a line; for dumps and golden files. */
public final class Printer {
  private Printer() {}

  /** The entries, then every function that they call, directly or not, once each and with a number. */
  public static String print(List<Entry> entries) {
    StringBuilder text = new StringBuilder();
    ArrayDeque<Expr> open = new ArrayDeque<>();
    for (Entry entry : entries) {
      List<Expr> values = entry.results().stream().map(Entry.Result::value).toList();
      List<String> targets = entry.results().stream().map(r -> place(r.place())).toList();
      text.append(entry.kind()).append(inputs(entry)).append('\n').append(body(values, targets)).append('\n');
      open.addAll(values);
    }
    Map<GraphFunction, Integer> functions = new LinkedHashMap<>();
    while (!open.isEmpty()) {
      for (Expr node : Graph.of(List.of(open.pop())).nodes()) {
        if (node instanceof Expr.Output output) {
          output.call()
              .callee()
              .runs()
              .filter(function -> functions.putIfAbsent(function, functions.size() + 1) == null)
              .ifPresent(function -> open.addAll(function.outputs()));
        }
      }
    }
    functions.forEach((function, number) -> text.append("function ")
        .append(number)
        .append(' ')
        .append(print(function))
        .append('\n'));
    return text.toString();
  }

  /** Name, inputs and outputs of one function. */
  public static String print(GraphFunction function) {
    List<String> targets = new ArrayList<>();
    for (int i = 1; i <= function.outputCount(); i++) {
      targets.add("[" + i + "]");
    }
    String inputs = function.inputs().stream().map(Expr.Symbol::name).collect(Collectors.joining(", ", "(", ")\n"));
    return function.name() + inputs + body(function.outputs(), targets);
  }

  private static String inputs(Entry entry) {
    return entry.inputs()
        .entrySet()
        .stream()
        .map(input -> place(input.getValue()) + " = " + input.getKey().name())
        .sorted()
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String place(Entry.Place place) {
    return place.array() + "[" + place.index() + "]";
  }

  private static String body(List<Expr> values, List<String> targets) {
    FormulaPrinter.Formulas formulas = InfixPrinter.exact().print(values);
    StringBuilder text = new StringBuilder();
    formulas.temporaries().forEach(t -> text.append("  ").append(t.name()).append(" = ").append(t.text()).append('\n'));
    for (int i = 0; i < targets.size(); i++) {
      text.append("  ").append(targets.get(i)).append(" = ").append(formulas.texts().get(i)).append('\n');
    }
    return text.toString();
  }
}
