/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Repair;
import org.costate.compiler.source.Source;

/**
 * A file mended round by round: a fix lets the next round see what its mistake had hidden.
 *
 * @param before the file as it was
 * @param after the file as it should be; no round that led to more errors is in it
 * @param fixed what was mended, in order
 * @param left what there is to say about {@code after}
 * @param refused how many errors a fix of {@code left} would have led to, if that is more than there are
 */
record Repairs(Source before, Source after, List<Diagnostic> fixed, Checked left, Optional<Integer> refused) {
  /** Each round mends something; who needs more of them than this has a fix that grows the file for ever. */
  private static final int MAX_ROUNDS = 50;

  Repairs {
    fixed = List.copyOf(fixed);
  }

  static Repairs of(Source before, Function<Source, Checked> check) {
    Source now = before;
    Checked left = check.apply(now);
    List<Diagnostic> fixed = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(before.text()));
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Optional<Integer> refused = Optional.empty();
      Optional<Source> better = Optional.empty();
      for (Repair repair : candidates(now, left.findings())) {
        if (!seen.add(repair.source().text())) {
          continue;
        }
        Checked mended = check.apply(repair.source());
        if (mended.errors() <= left.errors()) {
          fixed.addAll(repair.fixed());
          better = Optional.of(repair.source());
          left = mended;
          break;
        }
        refused = Optional.of(mended.errors());
      }
      if (better.isEmpty()) {
        return new Repairs(before, now, fixed, left, refused);
      }
      now = better.get();
    }
    return new Repairs(before, now, fixed, left, Optional.empty());
  }

  /** All fixes at once; where that makes things worse, each alone. */
  private static List<Repair> candidates(Source source, List<Diagnostic> findings) {
    List<Repair> candidates = new ArrayList<>(List.of(Repair.of(source, findings)));
    findings.forEach(finding -> candidates.add(Repair.of(source, List.of(finding))));
    return candidates;
  }

  boolean changed() {
    return !after.text().equals(before.text());
  }
}
