/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an option's value may be. Values travel as text; each type says whether a text is one of its values. */
public sealed interface OptionType {
  /** What is expected, to follow "expected": {@code an integer from 1 to 100}. */
  String describe();

  /** Whether the text is a value of this type and in its range. */
  boolean accepts(String text);

  /** Whole numbers from min to max, both included. Reads {@code 300}, {@code 300.0} and {@code 3e2} alike. */
  record IntegerRange(int min, int max) implements OptionType {
    @Override
    public String describe() {
      return "an integer from " + min + " to " + max;
    }

    @Override
    public boolean accepts(String text) {
      return number(text).filter(v -> v >= min && v <= max && v == Math.rint(v)).isPresent();
    }
  }

  /** Real numbers from min to max, both included; {@code inf} is a number where max is infinite. */
  record RealRange(double min, double max) implements OptionType {
    @Override
    public String describe() {
      return max == Double.POSITIVE_INFINITY
          ? "a number not below " + shortest(min)
          : "a number from " + shortest(min) + " to " + shortest(max);
    }

    @Override
    public boolean accepts(String text) {
      return number(text).filter(v -> v >= min && v <= max).isPresent();
    }
  }

  /** Whole numbers from min to max, at least one, written {@code [64, 64]}; as text with commas between. */
  record Sizes(int min, int max) implements OptionType {
    @Override
    public String describe() {
      return "a vector of integers from " + min + " to " + max;
    }

    @Override
    public boolean accepts(String text) {
      IntegerRange each = new IntegerRange(min, max);
      return Arrays.stream(text.split(",", -1)).allMatch(each::accepts);
    }
  }

  /** {@code true} or {@code false}. */
  record Flag() implements OptionType {
    @Override
    public String describe() {
      return "true or false";
    }

    @Override
    public boolean accepts(String text) {
      return text.equals("true") || text.equals("false");
    }
  }

  /** One of several words. */
  record Choice(List<String> words) implements OptionType {
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public String describe() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public boolean accepts(String text) {
      return words.contains(text);
    }
  }

  /** Names of things in the program, none or more, written {@code [a, b]}; as text with commas between. */
  record Names() implements OptionType {
    @Override
    public String describe() {
      return "a list of names";
    }

    @Override
    public boolean accepts(String text) {
      return text.isEmpty() || Arrays.stream(text.split(",", -1)).noneMatch(String::isBlank);
    }
  }

  /** Any text. */
  record Text() implements OptionType {
    @Override
    public String describe() {
      return "a text";
    }

    @Override
    public boolean accepts(String text) {
      return true;
    }
  }

  /** The number that a text of an option stands for, {@code inf} and {@code -inf} included; empty for NaN and for what is no number. */
  static Optional<Double> number(String text) {
    switch (text) {
      case "inf" :
        return Optional.of(Double.POSITIVE_INFINITY);
      case "-inf" :
        return Optional.of(Double.NEGATIVE_INFINITY);
      default :
        try {
          return Optional.of(Double.parseDouble(text)).filter(v -> !Double.isNaN(v));
        } catch (NumberFormatException e) {
          return Optional.empty();
        }
    }
  }

  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6 ? Long.toString((long) value) : Double.toString(value);
  }
}
