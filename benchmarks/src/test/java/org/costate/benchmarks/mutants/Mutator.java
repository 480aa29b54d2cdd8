/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages a text at random: what a user may do by a slip of the hand, and what nobody would. */
final class Mutator {
  private static final Pattern TOKEN =
      Pattern.compile("\\s+|//[^\n]*|[\\p{L}_][\\p{L}\\p{Nd}_]*|[0-9][0-9_]*(\\.[0-9]+)?([eE][+-]?[0-9]+)?|\\R|.",
          Pattern.DOTALL);
  private static final Pattern PIECE = Pattern.compile("[^;{}]*[;{}]|[^;{}]+$");
  private static final List<String> AWKWARD = List.of("1e9", "0", "-1", "999999999999", "1e-320", "1e400", "inf", "t",
      "for", "in", "[", "]", "(", ")", "{", "}", ";", "'", "\"", "/*", "//", "^", "\\", "if", "then", "else", ":",
      "1:1000",
      "end", "der", "next", "solve", "model", "problem", "table", "lagrangian { }", "100000", "\u0000", "\uD800", "θ",
      "😀");

  private final Random random;

  Mutator(Random random) {
    this.random = random;
  }

  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }

  /** @param donor another text, to take tokens from */
  String mutate(String text, String donor) {
    String mutant = text;
    for (int i = 1 + random.nextInt(2) * random.nextInt(3); i > 0; i--) {
      mutant = once(mutant, donor);
    }
    return mutant;
  }

  private String once(String text, String donor) {
    if (text.isEmpty() || donor.isEmpty()) {
      return text + donor;
    }
    return switch (random.nextInt(20)) {
      case 0 -> text.substring(0, random.nextInt(text.length()));
      case 1 -> text.substring(random.nextInt(text.length()));
      case 2 -> bytes(text);
      case 3, 4, 5, 6, 7 -> changed(text, donor);
      case 8, 9, 10, 11, 12 -> statement(text, donor);
      default -> alike(text, donor);
    };
  }

  private String bytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(8) + 1; i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String changed(String text, String donor) {
    List<String> tokens = tokens(text);
    List<String> others = tokens(donor);
    int at = visible(tokens);
    int to = visible(tokens);
    switch (random.nextInt(8)) {
      case 0, 1 -> tokens.remove(at);
      case 2 -> Collections.swap(tokens, at, to);
      case 3 -> tokens.add(to, tokens.get(at));
      case 4 -> {
        List<String> run =
            List.copyOf(tokens.subList(Math.min(at, to), Math.min(Math.min(at, to) + 40, Math.max(at, to))));
        tokens.addAll(visible(tokens), run);
      }
      case 5 -> tokens.set(at, AWKWARD.get(random.nextInt(AWKWARD.size())));
      case 6 -> tokens.set(at, others.get(visible(others)));
      default -> tokens.set(at, tokens.get(to));
    }
    return String.join("", tokens);
  }

  /** A word for a word, a number for a number, a sign for a sign: what a parser may well accept. */
  private String alike(String text, String donor) {
    List<String> tokens = tokens(text);
    int at = visible(tokens);
    List<String> others = new ArrayList<>(tokens(random.nextBoolean() ? text : donor));
    others.removeIf(other -> kind(other) != kind(tokens.get(at)));
    if (!others.isEmpty()) {
      tokens.set(at, others.get(random.nextInt(others.size())));
    }
    return String.join("", tokens);
  }

  private static int kind(String token) {
    char first = token.charAt(0);
    return Character.isWhitespace(first) ? 0
        : Character.isDigit(first) ? 1
            : Character.isLetter(first) || first == '_' ? 2 : "([{".indexOf(first) < 0 ? 3 : 4;
  }

  /** Leaves out a statement, or puts one of either text elsewhere. */
  private String statement(String text, String donor) {
    List<String> statements = statements(text);
    int at = random.nextInt(statements.size());
    List<String> others = random.nextBoolean() ? statements : statements(donor);
    switch (random.nextInt(4)) {
      case 0 -> statements.remove(at);
      case 1 -> Collections.swap(statements, at, random.nextInt(statements.size()));
      case 2 -> statements.set(at, others.get(random.nextInt(others.size())));
      default -> statements.add(at, others.get(random.nextInt(others.size())));
    }
    return String.join("", statements);
  }

  /** Pieces that end behind a semicolon or a brace. */
  private static List<String> statements(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }

  /** The place of a token, rarely of a space. */
  private int visible(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    for (int i = 0; i < 3 && tokens.get(at).isBlank(); i++) {
      at = random.nextInt(tokens.size());
    }
    return at;
  }
}
