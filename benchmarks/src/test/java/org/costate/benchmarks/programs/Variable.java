/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

/** A name that generated expressions may use. */
record Variable(String name, Shape shape, int uses) {
  Term term() {
    return new Term(shape, name, Term.ATOM, uses, values -> values.get(name));
  }
}
