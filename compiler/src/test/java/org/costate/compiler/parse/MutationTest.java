/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.ast.Printer;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.Trees;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.compiler.diagnostics.TextRenderer;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Programs spoilt at random end in a tree or a diagnostic, never in an exception. {@code -Dmutants=100000} for the
 * long run, {@code -Dmutants.seed=...} for other programs.
 */
class MutationTest {
  private static final int MUTANTS = Integer.getInteger("mutants", 3_000);
  private static final long SEED = Long.getLong("mutants.seed", 20260101L);

  private final List<Source> programs =
      Stream.of("corpus/good", "golden")
          .flatMap(folder -> Corpus.programs(folder).stream())
          .map(Corpus::source)
          .toList();

  /** The time is no measurement: it ends a parser that hangs. */
  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void spoiltProgramsAreReadOrReported() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < MUTANTS; i++) {
      Source program = programs.get(random.nextInt(programs.size()));
      String text = mutant(program, random);
      try {
        check(new Source("mutant", text));
      } catch (RuntimeException | StackOverflowError | AssertionError e) {
        throw new AssertionError("mutant " + i + " of " + program + ":\n" + text, e);
      }
    }
  }

  private static void check(Source source) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile tree = Parser.parse(source, diagnostics);
    TextRenderer.render(diagnostics);
    for (Diagnostic diagnostic : diagnostics.sorted()) {
      assertTrue(JsonRenderer.render(diagnostic).startsWith("{"));
    }
    Diagnostics none = new Diagnostics();
    String printed = Printer.print(tree);
    SourceFile again = Parser.parse(new Source("printed", printed), none);
    assertEquals(Optional.empty(), Trees.difference(tree, again), printed);
  }

  /** One to three of: delete, swap or double a token, change a character, cut the end off, move a part. */
  private static String mutant(Source program, SplittableRandom random) {
    String text = program.text();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      text = mutant(text, random);
    }
    return text;
  }

  private static String mutant(String text, SplittableRandom random) {
    if (text.isEmpty()) {
      return "(";
    }
    List<int[]> tokens = tokens(text);
    int[] token = tokens.isEmpty() ? new int[] {0, text.length()} : tokens.get(random.nextInt(tokens.size()));
    int[] other = tokens.isEmpty() ? token : tokens.get(random.nextInt(tokens.size()));
    int at = random.nextInt(text.length());
    StringBuilder changed = new StringBuilder(text);
    switch (random.nextInt(6)) {
      case 0 -> changed.delete(token[0], token[1]);
      case 1 -> {
        int[] first = token[0] <= other[0] ? token : other;
        int[] second = token[0] <= other[0] ? other : token;
        if (first[1] <= second[0]) {
          String late = text.substring(second[0], second[1]);
          changed.replace(second[0], second[1], text.substring(first[0], first[1])).replace(first[0], first[1], late);
        }
      }
      case 2 -> changed.insert(token[0], text, token[0], token[1]);
      case 3 -> changed.setCharAt(at, anyCharacter(random));
      case 4 -> changed.setLength(at);
      default -> changed.insert(at, " " + text.substring(other[0], other[1]) + " ");
    }
    return changed.toString();
  }

  private static char anyCharacter(SplittableRandom random) {
    return random.nextBoolean() ? (char) random.nextInt(128) : (char) random.nextInt(Character.MAX_VALUE + 1);
  }

  /** Start and end of each token. */
  private static List<int[]> tokens(String text) {
    List<int[]> found = new ArrayList<>();
    Scan scan = Scan.of(new Source("mutant", text), new Diagnostics()).orElseThrow();
    for (Token token : scan.tokens()) {
      if (token.getType() != Token.EOF && token.getStartIndex() <= token.getStopIndex()) {
        found.add(new int[] {token.getStartIndex(), token.getStopIndex() + 1});
      }
    }
    return found;
  }
}
