/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.costate.architecture.fixture.lower.Offender;
import org.costate.architecture.fixture.stray.Stray;
import org.costate.architecture.fixture.upper.Upper;
import org.junit.jupiter.api.Test;

/** Each rule against a class that breaks it. */
class RulesCanFailTest {
  private static final String BASE = "org.costate.architecture.fixture";
  private static final JavaClasses OFFENDER = new ClassFileImporter().importClasses(Offender.class);

  @Test
  void anImportOfAHigherPackageFails() {
    assertFails(layers("lower: | org.junit \n upper: lower"), OFFENDER, "Upper");
  }

  @Test
  void aLibraryOutsideItsDoorFails() {
    assertFails(layers("upper:\n lower: upper"), OFFENDER, "org.junit.jupiter.api.Assertions");
  }

  @Test
  void whatTheTableAllowsPasses() {
    assertDoesNotThrow(() -> layers("upper:\n lower: upper | org.junit").check(OFFENDER));
  }

  @Test
  void anOpenPackageNeedsNoMention() {
    ArchRule sameModule = classes().should(
        new Layering("org.costate.architecture", "+fixture.upper:\n fixture.lower: | org.junit").imports());
    assertDoesNotThrow(() -> sameModule.check(OFFENDER));
    assertFails(layers("+upper:\n lower: | org.junit"), OFFENDER, "Upper");
  }

  @Test
  void aPackageWithoutALineFails() {
    assertFails(layers("lower:\n upper: lower"), new ClassFileImporter().importClasses(Stray.class), "without a line");
  }

  @Test
  void aTableWithACycleIsRefused() {
    var refused = assertThrows(IllegalArgumentException.class, () -> new Layering(BASE, "lower: upper\n upper: lower"));
    assertEquals(BASE + ".lower imports upper, which does not stand above it", refused.getMessage());
  }

  @Test
  void anArrayInARecordFails() {
    assertFails(HouseRules.RECORDS_HOLD_NO_ARRAYS, new ClassFileImporter().importClasses(Upper.class),
        "is an array in a record");
  }

  @Test
  void printingFails() {
    assertFails(HouseRules.LIBRARIES_DO_NOT_PRINT, OFFENDER, "java.lang.System.out");
  }

  @Test
  void deserializationFails() {
    assertFails(HouseRules.NOTHING_IS_DESERIALIZED, OFFENDER, "java.io.ObjectInputStream");
  }

  private static ArchRule layers(String table) {
    return classes().should(new Layering(BASE, table).imports());
  }

  private static void assertFails(ArchRule rule, JavaClasses code, String expected) {
    AssertionError failure = assertThrows(AssertionError.class, () -> rule.check(code));
    assertTrue(failure.getMessage().contains(expected), failure.getMessage());
  }
}
