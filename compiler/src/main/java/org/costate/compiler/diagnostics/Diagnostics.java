/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the diagnostics of one compilation, so that the user sees all of them at once, in source order. */
public final class Diagnostics {
  /** More errors than this help nobody; the rest is counted, not kept. */
  public static final int MAX_ERRORS = 20;

  private final List<Diagnostic> found = new ArrayList<>();
  private int errors;

  public void report(Diagnostic diagnostic) {
    if (found.contains(diagnostic)) {
      return;
    }
    if (diagnostic.severity() == Severity.ERROR) {
      errors++;
      if (errors > MAX_ERRORS) {
        return;
      }
    }
    found.add(diagnostic);
  }

  public void report(Diagnostic.Builder diagnostic) {
    report(diagnostic.build());
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** How many errors there were, the ones beyond {@link #MAX_ERRORS} included. */
  public int errorCount() {
    return errors;
  }

  /** How many errors were too many to keep. */
  public int unshown() {
    return Math.max(0, errors - MAX_ERRORS);
  }

  /** All that was kept, by source and position; at equal positions errors first, then in the order of their report. */
  public List<Diagnostic> sorted() {
    if (found.isEmpty()) {
      return List.of(); // the usual case, which need not wait for comparators to be linked
    }
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparing((Diagnostic d) -> d.primary().span().source().name())
            .thenComparingInt(d -> d.primary().span().start())
            .thenComparing(Diagnostic::severity));
    return sorted;
  }
}
