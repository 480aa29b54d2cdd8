/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.ast.Printer;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;

/**
 * Damaged programs end in a result or in diagnostics that can be printed: no exception, no endless work. What the parser kept of them is
 * printed as a program that it reads alike. {@code -Dcostate.mutants=100000} runs more of them and writes what came out to
 * benchmarks/results.
 */
class MutantsTest {
  private static final int USUAL = 1_500;
  /** Hundreds of times what the largest of the intact programs takes. */
  private static final double CPU_SECONDS = 30;
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long longestNanos;

  @Test
  void everyMutantEndsInAResultOrInDiagnostics() throws IOException {
    int count = Integer.getInteger("costate.mutants", USUAL);
    List<String> programs = programs();
    List<String> intact = programs.stream().filter(MutantsTest::compiles).toList();
    Random random = new Random(Long.getLong("costate.mutants.seed", 20260101));
    Mutator mutator = new Mutator(random);
    for (int i = 0; i < count && failures.size() < 20; i++) {
      // Half of them begin as right programs, or few would come as far as derivatives.
      List<String> kind = random.nextBoolean() ? programs : intact;
      String program = kind.get(random.nextInt(kind.size()));
      compile(mutator.mutate(program, kind.get(random.nextInt(kind.size()))));
    }
    if (System.getProperty("costate.mutants") != null) {
      record(count, programs.size(), intact.size());
    }
    assertEquals(List.of(), failures);
    assertTrue(outcomes.keySet().stream().anyMatch(k -> k.startsWith("E")), outcomes::toString);
  }

  /** Every .ctl file of the source tree, the wrong ones included. */
  private static List<String> programs() throws IOException {
    try (Stream<Path> files = Files.walk(Tree.root())) {
      List<Path> found = files
          .filter(f -> f.toString().endsWith(".ctl") && !f.toString().contains("/target/"))
          .sorted()
          .toList();
      List<String> texts = new ArrayList<>();
      for (Path file : found) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  private static boolean compiles(String text) {
    return !Compiler.compile(new Source("intact.ctl", text), CompilerOptions.DEFAULTS).hasErrors();
  }

  private void compile(String text) {
    long begin = System.nanoTime();
    try {
      Optional<CompilationResult> result =
          Watchdog.run(CPU_SECONDS, () -> Compiler.compile(new Source("mutant.ctl", text), CompilerOptions.DEFAULTS));
      longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
      if (result.isEmpty()) {
        failures.add("more than " + CPU_SECONDS + " s for:\n" + text);
        return;
      }
      List<Diagnostic> diagnostics = result.get().diagnostics();
      TextRenderer.render(diagnostics);
      for (Diagnostic diagnostic : diagnostics) {
        count(diagnostic.code().name());
        read(JsonRenderer.render(diagnostic));
      }
      count(result.get().hasErrors() ? "refused" : "compiled");
      String printed = printed(new Source("mutant.ctl", text));
      assertEquals(printed, printed(new Source("printed.ctl", printed)));
    } catch (RuntimeException | AssertionError e) {
      failures.add(e + " for:\n" + text);
    }
  }

  private static String printed(Source source) {
    return Printer.print(Parser.parse(source, new Diagnostics()));
  }

  private void count(String what) {
    outcomes.merge(what, 1L, Long::sum);
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

  private void record(int count, int programs, int intact) {
    Map<String, String> facts = new LinkedHashMap<>(Machine.describe());
    facts.put("command", "mvn -pl benchmarks -am test -Dtest=MutantsTest -Dsurefire.failIfNoSpecifiedTests=false"
        + " -Dcostate.mutants=" + count);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("mutants", Integer.toString(count)));
    rows.add(List.of("of programs", Integer.toString(programs)));
    rows.add(List.of("of these right", Integer.toString(intact)));
    outcomes.forEach((name, times) -> rows.add(List.of(name, Long.toString(times))));
    rows.add(List.of("longest compilation in ms of wall time", Long.toString(longestNanos / 1_000_000)));
    rows.add(List.of("peak heap in MiB", Long.toString(peakHeap() >> 20)));
    rows.add(List.of("failures", Integer.toString(failures.size())));
    new Table(facts, List.of("what", "value"), rows)
        .write(Tree.root().resolve("benchmarks/results/" + Machine.date() + "-mutants.csv"));
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans()
        .stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong((MemoryPoolMXBean pool) -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
