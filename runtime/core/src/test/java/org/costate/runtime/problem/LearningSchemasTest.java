/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningSchemasTest {
  private static final Path MANUAL = Path.of("../../docs/training.md");

  /** The tables of the manual are those of the schemas; {@code -Dgolden.accept=true} writes them anew. */
  @Test
  void theManualListsTheOptionsOfEachMethod() throws IOException {
    String manual = Files.readString(MANUAL);
    for (MethodSchema method : LearningSchemas.all()) {
      String heading = "### `" + method.name() + "`\n";
      int from = manual.indexOf(heading);
      assertTrue(from >= 0, method.name() + " has no section");
      int to = manual.indexOf("\n#", from + 1);
      String end = to < 0 ? "" : manual.substring(to);
      String wanted = heading + "\n" + table(method);
      String found = to < 0 ? manual.substring(from) : manual.substring(from, to);
      if (Boolean.getBoolean("golden.accept")) {
        manual = manual.substring(0, from) + wanted + end;
        Files.writeString(MANUAL, manual);
      } else {
        assertEquals(wanted, found);
      }
    }
  }

  private static String table(MethodSchema method) {
    StringBuilder table = new StringBuilder(method.doc()).append(".\n\n| option | default | |\n|---|---|---|\n");
    for (OptionSchema option : method.options()) {
      String value = option.type() instanceof OptionType.Sizes
          ? "[" + option.defaultValue().replace(",", ", ") + "]"
          : option.defaultValue();
      table.append("| `")
          .append(option.name())
          .append("` | ")
          .append(value)
          .append(" | ")
          .append(option.doc())
          .append(" |\n");
    }
    return table.toString();
  }

  @Test
  void sizesAreReadAsTheyAreWritten() {
    OptionValues values = LearningSchemas.TRPO.resolve(Map.of("critic.hidden", "32,1e1,8"));
    assertEquals(List.of(32, 10, 8), values.integers("critic.hidden"));
    assertEquals(List.of(64, 64), LearningSchemas.TRPO.resolve(Map.of()).integers("critic.hidden"));
    assertEquals(32, LearningSchemas.TRPO.resolve(Map.of()).integer("environments"));
  }
}
