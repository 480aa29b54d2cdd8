/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.costate.compiler.ast.Expression;

/**
 * What a random number is drawn from.
 *
 * @param arguments mean and standard deviation, or lower and upper limit; for an array, one for all of its elements or as many
 */
public record Distribution(Family family, List<Expression> arguments) {
  public Distribution {
    arguments = List.copyOf(arguments);
  }

  /** The families, with the names of their arguments. */
  public enum Family {
    NORMAL("mean", "std"),
    UNIFORM("low", "high");

    private final List<String> parameters;

    Family(String... parameters) {
      this.parameters = List.of(parameters);
    }

    /** As the language writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    List<String> parameters() {
      return parameters;
    }

    static Optional<Family> find(String word) {
      for (Family family : values()) {
        if (family.word().equals(word)) {
          return Optional.of(family);
        }
      }
      return Optional.empty();
    }
  }

  /** Expressions whose average is the mean. */
  public List<Expression> mean() {
    return switch (family) {
      case NORMAL -> arguments.subList(0, 1);
      case UNIFORM -> arguments;
    };
  }
}
