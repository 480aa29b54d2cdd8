/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.cli.Main;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Printer;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.compiler.diagnostics.Severity;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.format.Formatter;
import org.costate.compiler.format.Formatting;
import org.costate.compiler.parse.Lexeme;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;

/** What is asked of every program, however damaged. Each question ends in an {@link AssertionError} if the answer is no. */
final class MutantCheck {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Set<Integer> EXIT_CODES = Set.of(0, 1);

  private MutantCheck() {}

  /** It compiles, or there are diagnostics that can be printed. */
  static CompilationResult compile(Folder mutant) {
    CompilationResult result = Compiler.compile(mutant.root(), mutant.options());
    result.report();
    result.diagnostics().forEach(diagnostic -> read(JsonRenderer.render(diagnostic)));
    assertTrue(!result.problems().isEmpty() || !result.diagnostics().isEmpty() || !hasProblem(mutant.root()),
        "neither a problem nor a diagnostic");
    return result;
  }

  private static boolean hasProblem(Source root) {
    return Parser.parse(root, new Diagnostics()).items().stream().anyMatch(item -> item instanceof Item.Problem);
  }

  private static void read(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(json, e);
    }
  }

  /** What the parser kept of a file is printed as a program that it reads alike. */
  static void print(Source file) {
    String printed = printed(file);
    assertEquals(printed, printed(new Source("printed.ctl", printed)));
  }

  private static String printed(Source source) {
    return Printer.print(Parser.parse(source, new Diagnostics()));
  }

  /** A file without syntax errors gets a layout, with its tree and its comments; any other is left alone. */
  static boolean format(Source file) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile tree = Parser.parse(file, diagnostics);
    Formatting formatting = Formatter.format(file);
    if (diagnostics.hasErrors()) {
      assertEquals(Optional.empty(), formatting.text(), "formatted in spite of syntax errors");
      return false;
    }
    Source formatted = new Source(file.name(), formatting.text().orElseThrow());
    assertEquals(Printer.print(tree), printed(formatted), "another tree");
    assertEquals(comments(file), comments(formatted), "other comments");
    assertEquals(formatted.text(), Formatter.format(formatted).text().orElseThrow(), "formatted twice");
    return true;
  }

  private static List<String> comments(Source source) {
    return Lexeme.all(source)
        .stream()
        .filter(Lexeme::comment)
        .map(comment -> comment.text().replaceAll("\\s+", " ").strip())
        .toList();
  }

  /** {@code costate check --fix} ends, leaves no more errors than there were, and finds nothing to do a second time. */
  static boolean fix(Folder mutant, CompilationResult before, Path folder) {
    try {
      Path file = mutant.write(folder);
      check(file);
      String mended = Files.readString(file);
      if (mended.equals(mutant.root().text())) {
        return false;
      }
      Folder after = mutant.with(mended);
      int left = errors(Compiler.compile(after.root(), after.options()));
      assertTrue(left <= errors(before), () -> errors(before) + " errors became " + left + " in\n" + mended);
      check(file);
      assertEquals(mended, Files.readString(file), "there was something left to fix");
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path file) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8)) {
      int code = Main.run(new String[] {"check", "--fix", "--debug", file.toString()}, out, out);
      out.flush();
      assertTrue(EXIT_CODES.contains(code), () -> "check --fix: " + said.toString(StandardCharsets.UTF_8));
    }
  }

  private static int errors(CompilationResult result) {
    List<Diagnostic> errors = result.diagnostics().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    return errors.size() + result.unshown();
  }
}
