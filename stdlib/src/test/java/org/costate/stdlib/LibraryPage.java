/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Node;

/** The manual's page of the standard library, made from the comments in its sources. */
final class LibraryPage {
  private static final String HEADING = """
      # The standard library

      Modules that ship with Costate, written in its language. A program imports them by name:

      ```text
      import lib.plants.pendulum {Pendulum};
      import lib.cost as cost;
      import lib.smooth {smooth_abs};

      problem SwingUp for Pendulum {
        horizon 4 [s] steps 200;
        start theta = 0, omega = 0;
        minimize {
          running 0.01*tau^2 + cost.angle_cost(theta, pi);
          terminal 100*cost.angle_cost(theta, pi) + 10*smooth_abs(omega, 0.1);
        }
      }
      ```

      A function is an ordinary formula: it is differentiated with what stands around it. A parameter with a unit takes that; one without takes
      any, and the units of each call are checked through the formula. A plain number as an argument fits all units, `1 [m]` fits lengths.

      This page is made from the comments in the files below `stdlib/src/main/resources`.
      """;

  private final StringBuilder text = new StringBuilder(HEADING);

  private LibraryPage() {}

  static String text() {
    LibraryPage page = new LibraryPage();
    Library.modules().forEach(page::module);
    return page.text.toString();
  }

  private void module(Library.Module module) {
    text.append("\n## ").append(module.name()).append("\n\n").append(header(module)).append('\n');
    List<String> entries = new ArrayList<>();
    module.declarations(Member.Const.class).forEach(c -> entries.add(entry(module, c)));
    module.functions().forEach(f -> entries.add(entry(module, f.declaration())));
    if (!entries.isEmpty()) {
      text.append('\n').append(String.join("", entries));
    }
    module.models().forEach(model -> model(module, model));
  }

  /** The {@code ///} lines that a file begins with. */
  private static String header(Library.Module module) {
    return module.source()
        .text()
        .lines()
        .takeWhile(line -> line.startsWith("///"))
        .map(line -> line.substring(3).replaceFirst("^ ", ""))
        .map(line -> line.startsWith("    ") ? line : escaped(line))
        .collect(Collectors.joining("\n"));
  }

  private void model(Library.Module module, Item.Model model) {
    text.append("\n`model ").append(model.name()).append("`: ").append(oneLine(module, model)).append("\n\n");
    for (Member member : model.members()) {
      switch (member) {
        case Member.Const constant -> text.append(entry(module, constant));
        case Member.Variable variable -> text.append(entry(module, variable));
        case Member.Coordinate coordinate -> text.append(entry(module, coordinate));
        case Member.Let let -> text.append("- `").append(statement(module, let)).append("`\n");
        default -> {
          // Equations and pictures are read in the file.
        }
      }
    }
  }

  private static String entry(Library.Module module, Member member) {
    String code = member instanceof Member.Function function ? signature(module, function)
        : statement(module, member);
    return "- `" + code + "`: " + oneLine(module, member) + "\n";
  }

  private static String oneLine(Library.Module module, Node declaration) {
    return escaped(module.doc(declaration.span()).replaceAll("\\s+", " ").strip());
  }

  private static String statement(Library.Module module, Member member) {
    return module.text(member.span()).replaceFirst(";$", "");
  }

  /** Stars are products, but between backquotes Markdown knows that. */
  private static String escaped(String line) {
    String[] parts = line.split("`", -1);
    for (int i = 0; i < parts.length; i += 2) {
      parts[i] = parts[i].replace("*", "\\*");
    }
    return String.join("`", parts);
  }

  /** A function up to its body, without the word. */
  private static String signature(Library.Module module, Member.Function function) {
    String code = module.text(function.span());
    int depth = 0;
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth == 0 && (c == '=' || c == '{')) {
        return code.substring("function ".length(), i).strip();
      }
    }
    throw new IllegalStateException(code);
  }
}
