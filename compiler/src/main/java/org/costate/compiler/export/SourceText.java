/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.TableLookup;
import org.costate.compiler.schedule.Plan;
import org.costate.compiler.schedule.Section;
import org.costate.runtime.interpolate.LookupTable;
import org.costate.runtime.problem.Sparsity;

/** The source file: kernels, points of tables, patterns, then the functions; what is not declared in the header is static. */
final class SourceText {
  private static final int NUMBERS_A_LINE = 6;

  private final String headerName;
  private final Map<String, Sparsity> patterns;
  private final Set<Kernel> kernels = EnumSet.noneOf(Kernel.class);
  private final Map<LookupTable, String> tables = new IdentityHashMap<>();
  private final StringBuilder points = new StringBuilder();
  private final StringBuilder prototypes = new StringBuilder();
  private final StringBuilder functions = new StringBuilder();

  /** @param patterns by the name of the array that holds them */
  SourceText(String headerName, Map<String, Sparsity> patterns) {
    this.headerName = headerName;
    this.patterns = new LinkedHashMap<>(patterns);
  }

  String write(String title, List<Part> parts) {
    parts.forEach(this::part);
    CodeText text = new CodeText();
    text.comment(title);
    text.line("#include \"" + headerName + "\"");
    text.line("");
    text.line("#include <math.h>");
    for (Kernel kernel : kernels) {
      text.line("");
      text.append(kernel.text());
    }
    text.append(points.toString());
    patterns.forEach((name, pattern) -> text.append("\nconst int " + name + list(
        Arrays.stream(pattern.entries()).mapToObj(Integer::toString).toList())));
    text.append(prototypes.isEmpty() ? "" : "\n" + prototypes);
    text.append(functions.toString());
    return text.toString();
  }

  private void part(Part part) {
    Map<GraphFunction, CFunction> called = new HashMap<>();
    for (GraphFunction function : part.plan().functions().keySet()) {
      String name = part.prefix() + "_f" + (called.size() + 1) + "_" + Identifiers.part(function.name());
      CFunction signature = CFunction.ofWorkspace(name);
      called.put(function, signature);
      prototypes.append("static ").append(signature.declaration()).append(";\n");
    }
    part.plan().functions().forEach((function, plan) -> routine(plan, called.get(function), called, "static "));
    part.plan().entries().forEach((kind, plan) -> routine(plan, CFunction.of(kind, part), called, ""));
  }

  /** Further sections stand before those that run them. */
  private void routine(Plan plan, CFunction function, Map<GraphFunction, CFunction> called, String linkage) {
    List<Section> sections = plan.sections().reversed();
    for (Section section : sections) {
      boolean main = section.number() == 0;
      String name = main ? function.name() : sectionName(function, section);
      String head = (main ? linkage : "static ") + function.definition(name, main);
      functions.append('\n')
          .append(new SectionText(plan, section, function, environment(function, called)).write(head));
    }
  }

  private static String sectionName(CFunction function, Section section) {
    return function.name() + "_s" + section.number();
  }

  private SectionText.Environment environment(CFunction routine, Map<GraphFunction, CFunction> called) {
    return new SectionText.Environment() {
      @Override
      public String section(Section section) {
        return sectionName(routine, section);
      }

      @Override
      public String function(GraphFunction function) {
        return called.get(function).name();
      }

      @Override
      public String points(TableLookup lookup) {
        return table(lookup.points());
      }

      @Override
      public String kernel(Kernel kernel) {
        kernels.addAll(kernel.needs());
        kernels.add(kernel);
        return kernel.word();
      }
    };
  }

  /** The arrays of a table, which are part of the file from now on. */
  private String table(LookupTable table) {
    return tables.computeIfAbsent(table, points -> {
      String name = "table" + (tables.size() + 1);
      List<String> arguments = new ArrayList<>();
      for (int i = 0; i < points.arguments(); i++) {
        String grid = name + (i == 0 ? "_x" : "_y");
        numbers(grid, points.grid(i));
        arguments.add(grid + ", " + points.grid(i).length);
      }
      numbers(name + "_c", points.coefficients());
      arguments.add(name + "_c");
      return String.join(", ", arguments);
    });
  }

  private void numbers(String name, double[] values) {
    points.append("\nstatic const double ")
        .append(name)
        .append(list(Arrays.stream(values).mapToObj(Operation::number).toList()));
  }

  /** The size and the elements of an array, one that would be empty with a zero. */
  private static String list(List<String> elements) {
    List<String> all = elements.isEmpty() ? List.of("0") : elements;
    List<String> lines = new ArrayList<>();
    for (int at = 0; at < all.size(); at += NUMBERS_A_LINE) {
      lines.add("  " + String.join(", ", all.subList(at, Math.min(all.size(), at + NUMBERS_A_LINE))));
    }
    return "[" + all.size() + "] = {\n" + lines.stream().collect(Collectors.joining(",\n")) + "\n};\n";
  }
}
