/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The difference of two texts in the unified form that {@code patch} reads. The lines in common are a longest common
 * subsequence. Source: E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1, 1986, section 4.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Empty for equal texts. */
  static String of(String name, String before, String after) {
    UnifiedDiff diff = new UnifiedDiff(lines(before), lines(after));
    String hunks = diff.hunks(diff.script());
    return hunks.isEmpty() ? "" : "--- " + name + "\n+++ " + name + "\n" + hunks;
  }

  /** The lines with their endings; only the last can be without one. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (int start = 0; start < text.length();) {
      int end = text.indexOf('\n', start);
      int next = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(start, next));
      start = next;
    }
    return lines;
  }

  /**
   * One row of the result.
   *
   * @param mark ' ' in both, '-' only before, '+' only after
   * @param x lines of {@code before} above it; {@code y} of {@code after}
   */
  private record Row(char mark, String line, int x, int y) {}

  /** The shortest script: how far a path of d changes gets on each diagonal k = x - y, for growing d. */
  private List<Row> script() {
    int n = before.size();
    int m = after.size();
    int[] reach = new int[2 * (n + m) + 3];
    int zero = n + m + 1;
    List<int[]> rounds = new ArrayList<>();
    for (int d = 0;; d++) {
      rounds.add(Arrays.copyOfRange(reach, zero - d - 1, zero + d + 2));
      for (int k = -d; k <= d; k += 2) {
        int x = k == -d || k != d && reach[zero + k - 1] < reach[zero + k + 1]
            ? reach[zero + k + 1]
            : reach[zero + k - 1] + 1;
        while (x < n && x - k < m && before.get(x).equals(after.get(x - k))) {
          x++;
        }
        reach[zero + k] = x;
        if (x >= n && x - k >= m) {
          return rows(rounds);
        }
      }
    }
  }

  /**
   * Walks the path back from the end.
   *
   * @param rounds at d the reach before round d, for k = -d-1 to d+1
   */
  private List<Row> rows(List<int[]> rounds) {
    List<Row> rows = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int d = rounds.size() - 1; d >= 0; d--) {
      int[] reach = rounds.get(d);
      int k = x - y;
      boolean down = k == -d || k != d && reach[d + k] < reach[d + k + 2];
      int fromX = down ? reach[d + k + 2] : reach[d + k];
      int fromY = fromX - (down ? k + 1 : k - 1);
      int snake = down ? fromX : fromX + 1;
      while (x > snake) {
        x--;
        y--;
        rows.add(new Row(' ', before.get(x), x, y));
      }
      if (d > 0) {
        rows.add(down ? new Row('+', after.get(fromY), fromX, fromY) : new Row('-', before.get(fromX), fromX, fromY));
      }
      x = fromX;
      y = fromY;
    }
    Collections.reverse(rows);
    return rows;
  }

  private String hunks(List<Row> rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size();) {
      if (rows.get(i).mark() == ' ') {
        i++;
        continue;
      }
      int last = i;
      for (int j = i; j < rows.size() && j <= last + 2 * CONTEXT + 1; j++) {
        if (rows.get(j).mark() != ' ') {
          last = j;
        }
      }
      int from = Math.max(0, i - CONTEXT);
      int to = Math.min(rows.size(), last + CONTEXT + 1);
      hunk(rows.subList(from, to), text);
      i = to;
    }
    return text.toString();
  }

  private static void hunk(List<Row> rows, StringBuilder text) {
    long removed = rows.stream().filter(row -> row.mark() != '+').count();
    long added = rows.stream().filter(row -> row.mark() != '-').count();
    Row first = rows.getFirst();
    text.append("@@ -").append(range(first.x(), removed)).append(" +").append(range(first.y(), added)).append(" @@\n");
    for (Row row : rows) {
      text.append(row.mark()).append(row.line());
      if (!row.line().endsWith("\n")) {
        text.append("\n\\ No newline at end of file\n");
      }
    }
  }

  /** Lines count from 1; an empty range stands behind the line with its number. */
  private static String range(int above, long count) {
    return (count == 0 ? above : above + 1) + (count == 1 ? "" : "," + count);
  }
}
