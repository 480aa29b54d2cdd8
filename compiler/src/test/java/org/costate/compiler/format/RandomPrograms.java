/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random programs that parse, as tokens. What they mean is nothing. */
final class RandomPrograms {
  private static final List<String> NAMES =
      List.of("a", "x", "theta", "a_rather_long_name", "θ", "位置", "path", "soft", "steps", "x1");
  private static final List<String> OPERATORS = List.of(
      "+", "-", "*", "/", ".*", "./", "\\", "^", ".^", "<=", ">=", "==", "!=", "<", ">", "and", "or");

  private final RandomGenerator random;
  private final List<String> tokens = new ArrayList<>();

  private RandomPrograms(RandomGenerator random) {
    this.random = random;
  }

  static List<String> tokens(RandomGenerator random) {
    RandomPrograms program = new RandomPrograms(random);
    for (int item = 1 + random.nextInt(4); item > 0; item--) {
      program.item();
    }
    return program.tokens;
  }

  private void add(String... words) {
    tokens.addAll(List.of(words));
  }

  private boolean maybe() {
    return random.nextBoolean();
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void name() {
    add(one(NAMES));
  }

  private void many(int most, Runnable part) {
    for (int count = random.nextInt(most + 1); count > 0; count--) {
      part.run();
    }
  }

  private void list(int most, Runnable part) {
    part.run();
    many(most - 1, () -> {
      add(",");
      part.run();
    });
  }

  // ---------- items ----------

  private void item() {
    switch (random.nextInt(4)) {
      case 0 -> {
        add("const");
        declared();
        value("=");
      }
      case 1 -> {
        add("model");
        name();
        add("{");
        many(6, this::member);
        add("}");
      }
      case 2 -> {
        add("problem");
        name();
        add("{");
        many(3, this::member);
        objective();
        constraints();
        add("}");
      }
      default -> {
        add("solve");
        name();
        add("using", "ilqr");
        settings();
      }
    }
  }

  private void member() {
    switch (random.nextInt(4)) {
      case 0 -> {
        add("param");
        declared();
        add("=");
        expression(4);
        if (maybe()) {
          add("in", "[");
          expression(1);
          add(",");
          expression(1);
          add("]");
        }
        add(";");
      }
      case 1 -> {
        add("state");
        declared();
        add(";");
      }
      case 2 -> {
        add("let");
        declared();
        value("=");
      }
      default -> {
        add("dynamics", "{");
        many(4, () -> {
          add("der", "(");
          name();
          add(")");
          value("=");
        });
        add("}");
      }
    }
  }

  private void declared() {
    name();
    if (maybe()) {
      add("[");
      list(2, () -> expression(1));
      add("]");
    }
    if (maybe()) {
      add(":", "kg", "*", "m", "^", "-", "2");
    }
  }

  private void value(String how) {
    add(how);
    expression(5);
    add(";");
  }

  private void objective() {
    add("minimize", "{");
    many(4, () -> {
      add(maybe() ? "running" : "terminal");
      label();
      expression(4);
      add(";");
    });
    add("}");
  }

  private void constraints() {
    add("constraints", "{");
    many(3, () -> {
      add("path");
      label();
      expression(3);
      if (maybe()) {
        loop();
      }
      if (maybe()) {
        add("soft");
        expression(1);
      }
      add(";");
    });
    add("}");
  }

  private void label() {
    if (maybe()) {
      name();
      add(":");
    }
  }

  private void settings() {
    add("{");
    many(4, () -> {
      name();
      if (random.nextInt(4) == 0) {
        settings();
      } else {
        value("=");
      }
    });
    add("}");
  }

  // ---------- expressions ----------

  private void expression(int depth) {
    switch (depth == 0 ? random.nextInt(3) : random.nextInt(12)) {
      case 0 -> name();
      case 1 -> add(one(List.of("1", ".5", "2e-3", "1_000")));
      case 2 -> add("9.81", "[", "m", "/", "s", "^", "2", "]");
      case 3, 4, 5, 6 -> {
        expression(depth - 1);
        add(one(OPERATORS));
        expression(depth - 1);
      }
      case 7 -> {
        add(one(List.of("-", "+", "not")));
        expression(depth - 1);
      }
      case 8 -> {
        add("(");
        expression(depth - 1);
        add(")");
      }
      case 9 -> {
        name();
        add("(");
        list(4, () -> argument(depth - 1));
        add(")");
      }
      case 10 -> {
        name();
        add("[");
        list(2, () -> slice(depth - 1));
        add("]", ".", "x", "'");
      }
      default -> array(depth - 1);
    }
  }

  private void argument(int depth) {
    if (maybe()) {
      name();
      add("=");
    }
    expression(depth);
    if (random.nextInt(4) == 0) {
      loop();
    }
  }

  private void slice(int depth) {
    if (random.nextInt(3) == 0) {
      add(":");
      return;
    }
    expression(depth);
    if (maybe()) {
      add(":");
      expression(depth);
    }
  }

  private void array(int depth) {
    add("[");
    list(5, () -> expression(depth));
    many(3, () -> {
      add(";");
      list(3, () -> expression(depth));
    });
    add("]");
  }

  private void loop() {
    add("for");
    name();
    add("in", "1", ":");
    expression(1);
  }
}
