/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Did-you-mean: the known name nearest to one that is unknown. Two names are near if turning one into the other takes
 * at most half as many edits as the unknown name has letters, and at most five; swapping two neighbours is one edit.
 * A name that differs in capitals only is nearest of all; where none is near, one that only goes on longer is taken.
 */
public final class Suggestions {
  private static final int MAX_DISTANCE = 5;
  private static final int LEAST_BEGINNING = 3;

  private Suggestions() {}

  /** The nearest of {@code known} that is near enough; of equally near ones the first. */
  public static Optional<String> closest(String unknown, Collection<String> known) {
    for (String candidate : known) {
      if (candidate.equalsIgnoreCase(unknown) && !candidate.equals(unknown)) {
        return Optional.of(candidate);
      }
    }
    int best = Math.min(MAX_DISTANCE, unknown.length() / 2) + 1;
    String found = null;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - unknown.length()) < best && !candidate.equals(unknown)) {
        int distance = distance(unknown, candidate);
        if (distance < best) {
          best = distance;
          found = candidate;
        }
      }
    }
    return Optional.ofNullable(found).or(() -> beginning(unknown, known));
  }

  /** The only one that begins like a name cut short. */
  private static Optional<String> beginning(String unknown, Collection<String> known) {
    List<String> longer = known.stream().filter(k -> k.length() > unknown.length() && k.startsWith(unknown)).toList();
    return unknown.length() >= LEAST_BEGINNING && longer.size() == 1
        ? Optional.of(longer.getFirst())
        : Optional.empty();
  }

  /** Edits (insert, delete, replace, swap of neighbours) from {@code a} to {@code b}: optimal string alignment. */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
