/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.benchmarks.measure.Machine;
import org.costate.benchmarks.measure.Table;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged programs end in a result or in diagnostics that can be printed: no exception, no endless work. What the parser kept of them is
 * printed as a program that it reads alike; {@code costate fmt} keeps what it can read, and {@code check --fix} makes nothing worse.
 * {@code -Dcostate.mutants=20000} runs more of them and writes what came out to benchmarks/results.
 */
class MutantsTest {
  private static final int USUAL = 400;
  /** Hundreds of times what the largest of the intact programs takes. */
  private static final double CPU_SECONDS = 30;
  /** One mutant in so many is fixed, which takes a compilation for each fix. */
  private static final int FIXED = 8;

  @TempDir
  Path folders;

  private final Map<String, Long> outcomes = new TreeMap<>();
  private final List<String> failures = new ArrayList<>();
  private long longestNanos;

  @Test
  void everyMutantEndsInAResultOrInDiagnostics() throws IOException {
    int count = Integer.getInteger("costate.mutants", USUAL);
    Seeds seeds = Seeds.ofTheTree();
    List<String> programs = seeds.programs();
    List<String> intact =
        programs.stream().filter(program -> compiles(Folder.of(program, seeds.dataOf(program)))).toList();
    Random random = new Random(Long.getLong("costate.mutants.seed", 20260101));
    Mutator mutator = new Mutator(random);
    for (int i = 0; i < count && failures.size() < 20; i++) {
      // Half of them begin as right programs, or few would come as far as derivatives.
      List<String> kind = random.nextBoolean() ? programs : intact;
      String program = kind.get(random.nextInt(kind.size()));
      String mutant = mutator.mutate(program, kind.get(random.nextInt(kind.size())));
      Map<String, String> data = seeds.dataOf(mutant);
      data.replaceAll((name, text) -> random.nextBoolean() ? mutator.mutate(text, mutant) : text);
      check(mutant, data, i % FIXED == 0 ? Optional.of(folders.resolve("mutant" + i)) : Optional.empty());
    }
    if (System.getProperty("costate.mutants") != null) {
      record(count, programs.size(), intact.size());
    }
    assertEquals(List.of(), failures);
    assertTrue(outcomes.keySet().stream().anyMatch(k -> k.startsWith("E")), outcomes::toString);
  }

  /** Programs of {@code language/} show every construct of the language; those that are built compile. */
  @Test
  void theSeedsOfTheWholeLanguageAreRight() throws IOException {
    Path language = Tree.root().resolve("benchmarks/src/test/resources/language");
    Seeds seeds = Seeds.ofTheTree();
    try (Stream<Path> files = Files.list(language)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".ctl") && !f.endsWith("policy.ctl"))
          .sorted()
          .toList()) {
        String text = Files.readString(file);
        Folder program = Folder.of(text, seeds.dataOf(text));
        CompilationResult result = Compiler.compile(program.root(), program.options());
        assertTrue(!result.hasErrors() && !result.problems().isEmpty(), result::report);
      }
    }
  }

  private static boolean compiles(Folder program) {
    return !Compiler.compile(program.root(), program.options()).problems().isEmpty();
  }

  /** @param place where the mutant is written and fixed */
  private void check(String text, Map<String, String> data, Optional<Path> place) {
    Folder mutant = Folder.of(text, data);
    try {
      long begin = System.nanoTime();
      Optional<CompilationResult> result = Watchdog.run(CPU_SECONDS, () -> MutantCheck.compile(mutant));
      longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
      Optional<Boolean> done = result.flatMap(compiled -> Watchdog.run(CPU_SECONDS, () -> {
        count(compiled);
        for (Source file : mutant.files()) {
          MutantCheck.print(file);
          count(MutantCheck.format(file) ? "files formatted" : "files not formatted");
        }
        place.ifPresent(
            folder -> count(MutantCheck.fix(mutant, compiled, folder) ? "changed by --fix" : "not changed by --fix"));
        return true;
      }));
      if (done.isEmpty()) {
        failures.add("more than " + CPU_SECONDS + " s for:\n" + text + data);
      }
    } catch (RuntimeException | AssertionError e) {
      failures.add(e + trace(e) + " for:\n" + text + data);
    }
  }

  /** Where the error at the bottom came from. */
  private static String trace(Throwable e) {
    Throwable bottom = e;
    while (bottom.getCause() != null) {
      bottom = bottom.getCause();
    }
    return Arrays.stream(bottom.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.costate"))
        .limit(8)
        .map(frame -> "\n  at " + frame)
        .collect(Collectors.joining("", "\n  " + bottom, "\n"));
  }

  private void count(CompilationResult result) {
    for (Diagnostic diagnostic : result.diagnostics()) {
      count(diagnostic.code().name());
    }
    count(result.hasErrors() ? "refused" : "compiled");
  }

  private void count(String what) {
    outcomes.merge(what, 1L, Long::sum);
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
