/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Map;

/**
 * A name that generated expressions may use.
 *
 * @param text how they use it: the name, or its ratio to a quantity, {@code (x/2.5 [cm])}
 */
record Variable(String name, Shape shape, int uses, String text) {
  Variable(String name, Shape shape, int uses) {
    this(name, shape, uses, name);
  }

  Term term() {
    return new Term(shape, text, Term.ATOM, uses, (Map<String, double[]> values) -> values.get(name));
  }
}
