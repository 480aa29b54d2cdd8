/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MethodSchemasTest {
  private static final MethodSchema SCHEMA = new MethodSchema("m", "a method", List.of(
      new OptionSchema("count", new OptionType.IntegerRange(1, 10), "3", "how many"),
      new OptionSchema("size", new OptionType.RealRange(0, Double.POSITIVE_INFINITY), "0.5", "how large"),
      new OptionSchema("quick", new OptionType.Flag(), "false", "whether to hurry"),
      new OptionSchema("rule", new OptionType.Choice(List.of("left", "right")), "left", "which way"),
      new OptionSchema("report", new OptionType.Text(), "", "where to")));

  @Test
  void methodsAreFoundByName() {
    for (MethodSchema method : MethodSchemas.all()) {
      assertEquals(method, MethodSchemas.find(method.name()).orElseThrow());
      method.options().forEach(o -> assertFalse(o.doc().isBlank()));
    }
    assertTrue(MethodSchemas.find("ILQR").isEmpty());
  }

  @Test
  void valuesAreReadAndCompletedWithDefaults() {
    OptionValues given =
        SCHEMA.resolve(Map.of("count", "1e1", "size", "inf", "quick", "true", "rule", "right", "report",
            "out\t1.html"));
    assertEquals(10, given.integer("count"));
    assertEquals(Double.POSITIVE_INFINITY, given.real("size"));
    assertTrue(given.flag("quick"));
    assertEquals("right", given.text("rule"));
    assertEquals("out\t1.html", given.text("report"));
    OptionValues defaults = SCHEMA.resolve(Map.of());
    assertEquals(3, defaults.integer("count"));
    assertEquals(0.5, defaults.real("size"));
    assertFalse(defaults.flag("quick"));
    assertThrows(IllegalArgumentException.class, () -> defaults.text("colour"));
    assertThrows(IllegalArgumentException.class, () -> defaults.real("rule"));
  }

  @Test
  void valuesOutsideTheirTypeAreRefusedWithWhatWasExpected() {
    refused("count", "0", "an integer from 1 to 10");
    refused("count", "2.5", "an integer from 1 to 10");
    refused("count", "inf", "an integer from 1 to 10");
    refused("count", "three", "an integer from 1 to 10");
    refused("size", "-1", "a number not below 0");
    refused("size", "NaN", "a number not below 0");
    refused("quick", "yes", "true or false");
    refused("rule", "up", "one of left, right");
    String unknown =
        assertThrows(IllegalArgumentException.class, () -> SCHEMA.resolve(Map.of("sise", "1"))).getMessage();
    assertTrue(unknown.contains("sise") && unknown.contains("size"), unknown);
  }

  private static void refused(String option, String value, String expected) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SCHEMA.resolve(Map.of(option, value))).getMessage();
    assertTrue(message.contains(option) && message.contains(expected) && message.contains(value), message);
  }

  @Test
  void aSchemaWithABadDefaultOrANameTwiceCannotBeMade() {
    assertThrows(IllegalArgumentException.class,
        () -> new OptionSchema("x", new OptionType.IntegerRange(1, 2), "3", "too large"));
    OptionSchema once = new OptionSchema("x", new OptionType.Flag(), "true", "a flag");
    assertThrows(IllegalArgumentException.class, () -> new MethodSchema("m", "a method", List.of(once, once)));
  }
}
