/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.ObjectInputStream;

/** Rules for all code that is not about layers. */
final class HouseRules {
  private HouseRules() {}

  /** A record with an array is neither immutable nor comparable by value. */
  static final ArchRule RECORDS_HOLD_NO_ARRAYS = fields()
      .that()
      .areDeclaredInClassesThat(DescribedPredicate.describe("are records", JavaClass::isRecord))
      .should(new ArchCondition<>("be no array") {
        @Override
        public void check(JavaField field, ConditionEvents events) {
          if (field.getRawType().isArray() && !field.getModifiers().contains(JavaModifier.STATIC)) {
            events.add(SimpleConditionEvent.violated(field, field.getFullName() + " is an array in a record"));
          }
        }
      });

  /** A library reports by values and observers; the command line prints. */
  static final ArchRule LIBRARIES_DO_NOT_PRINT = noClasses()
      .that()
      .resideOutsideOfPackages("org.costate.cli..", "org.costate.examples..", "org.costate.benchmarks..")
      .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  static final ArchRule NOTHING_IS_DESERIALIZED =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);
}
