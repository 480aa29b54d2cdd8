/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  @Test
  void equalTextsDoNotDiffer() {
    assertEquals("", UnifiedDiff.of("a", "", ""));
    assertEquals("", UnifiedDiff.of("a", "x\ny", "x\ny"));
  }

  @Test
  void showsThreeLinesAround() {
    assertEquals("""
        --- a
        +++ a
        @@ -2,7 +2,6 @@
         2
         3
         4
        -5
         6
         7
         8
        """, UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n6\n7\n8\n9\n"));
  }

  @Test
  void saysWhereAFileDoesNotEndWithALine() {
    assertEquals("""
        --- a
        +++ a
        @@ -1 +1,2 @@
        -x
        \\ No newline at end of file
        +x
        +y
        """, UnifiedDiff.of("a", "x", "x\ny\n"));
    assertEquals("--- a\n+++ a\n@@ -0,0 +1 @@\n+x\n", UnifiedDiff.of("a", "", "x\n"));
  }

  /** Applying the difference gives the second text, whatever the two are. */
  @Test
  void appliedToTheFirstTextGivesTheSecond() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String before = text(random);
      String after = text(random);
      assertEquals(after, applied(before, UnifiedDiff.of("a", before, after)));
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(3))).append('\n');
    }
    return text.toString();
  }

  private static String applied(String text, String diff) {
    List<String> lines = text.lines().toList();
    List<String> made = new ArrayList<>();
    int at = 0;
    for (String row : diff.lines().skip(2).toList()) {
      if (row.startsWith("@@")) {
        String range = row.substring(row.indexOf('-') + 1, row.indexOf(" +"));
        int from = Integer.parseInt(range.replaceFirst(",.*", ""));
        int start = range.endsWith(",0") ? from : from - 1;
        made.addAll(lines.subList(at, start));
        at = start;
      } else {
        if (row.charAt(0) != '+') {
          assertEquals(lines.get(at++), row.substring(1));
        }
        if (row.charAt(0) != '-') {
          made.add(row.substring(1));
        }
      }
    }
    made.addAll(lines.subList(at, lines.size()));
    return made.isEmpty() ? "" : String.join("\n", made) + "\n";
  }
}
