/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Map;

/**
 * A generated program that uses what the language has besides formulas, and a twin that differs from it in the declared units alone.
 *
 * @param coherent the twin, whose variables are kept in units of the SI
 * @param units how much one of a variable's declared units is in that of the twin, by the variable's name; 1 for others
 */
record LanguageProgram(String text, String coherent, Map<String, Double> units, boolean discrete) {
  LanguageProgram {
    units = Map.copyOf(units);
  }
}
