/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.junit.jupiter.api.Test;

class ProblemInfoTest {
  private static final List<String> HOSTILE = List.of("", " ", "\t", "\n", "\r\n", "\\", "\\t", "\\\\n", "a\tb\nc\\d\r",
      "end", "run\tx", "θ ∫ \uD83D\uDE80 \u0000\u0001\uFFFF", "\uD800", "\u2028\u0085", "costate-problem 1");

  @Test
  void everyInfoSurvivesTheRoundTrip() {
    Random random = new Random(6);
    for (int repeat = 0; repeat < 300; repeat++) {
      ProblemInfo info = random(random);
      String text = info.encode();
      ProblemInfo back = ProblemInfo.decode(text);
      assertEquals(info, back);
      assertEquals(text, back.encode());
    }
  }

  private static ProblemInfo random(Random random) {
    List<VariableInfo> variables = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      List<Integer> shape = List.of(List.<Integer>of(), List.of(3), List.of(2, 4)).get(random.nextInt(3));
      variables.add(new VariableInfo(Kind.values()[random.nextInt(Kind.values().length)], word(random), shape,
          random.nextInt(9),
          Manifold.values()[random.nextInt(Manifold.values().length)],
          random.doubles(random.nextInt(3)).boxed().toList(), word(random), word(random), random.nextInt(99)));
    }
    List<RunInfo> runs = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<RunInfo.Expectation> expectations = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        expectations.add(new RunInfo.Expectation(word(random), random.nextInt(99)));
      }
      Map<String, String> options = Map.of(word(random), word(random), "other", word(random));
      List<RunInfo.Setting> settings = random.nextBoolean() ? List.of()
          : List.of(new RunInfo.Setting(RunInfo.Phase.values()[random.nextInt(3)], word(random),
              List.of(random.nextDouble(), -1e300)));
      runs.add(new RunInfo(RunInfo.Kind.values()[random.nextInt(3)], word(random), word(random), word(random),
          word(random), options, settings, expectations, random.nextInt(99)));
    }
    return new ProblemInfo(word(random), word(random), word(random), word(random),
        ProblemInfo.Sense.values()[random.nextInt(2)], random.nextBoolean(), random.nextBoolean(),
        random.nextInt(9), random.nextInt(999),
        variables, pattern(random), pattern(random),
        groups(random), runs, stages(random));
  }

  private static Optional<Stages> stages(Random random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(new Stages(word(random), random.doubles(1 + random.nextInt(3)).boxed().toList()));
  }

  private static List<ConstraintGroup> groups(Random random) {
    List<ConstraintGroup> groups = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      Sparsity pattern = pattern(random);
      List<ConstraintInfo> rows = new ArrayList<>();
      for (int r = 0; r < pattern.rows(); r++) {
        rows.add(new ConstraintInfo(word(random), random.nextInt(99), random.nextBoolean(), word(random)));
      }
      ConstraintGroup.Moment moment =
          ConstraintGroup.Moment.values()[random.nextInt(ConstraintGroup.Moment.values().length)];
      groups.add(new ConstraintGroup(moment, random.nextBoolean(), word(random), pattern, rows));
    }
    return groups;
  }

  private static String word(Random random) {
    return HOSTILE.get(random.nextInt(HOSTILE.size())) + (random.nextBoolean() ? "" : "x" + random.nextInt(9));
  }

  private static Sparsity pattern(Random random) {
    int rows = random.nextInt(6);
    int columns = random.nextInt(6);
    double density = random.nextDouble();
    return new Sparsity(rows, columns,
        java.util.stream.IntStream.range(0, rows * columns).filter(i -> random.nextDouble() < density).toArray());
  }

  @Test
  void whatIsNotAnInfoIsRefusedWithItsLine() {
    String good = new ProblemInfo("p", "c", "s", "h", ProblemInfo.Sense.MINIMIZE, false, true, 1, 5,
        List.of(new VariableInfo(Kind.STATE, "x", List.of(), 0, "m", "", 3)), new Sparsity(1, 1, new int[] {0}),
        new Sparsity(1, 1, new int[0]), List.of(new ConstraintGroup(ConstraintGroup.Moment.INITIAL, false, "c$c",
            new Sparsity(1, 1, new int[] {0}), List.of(new ConstraintInfo("c", 4, true, "m")))),
        List.of(new RunInfo("r", "ilqr", "c$r", Map.of("a", "1"), List.of(), 9))).encode();
    assertEquals(good, ProblemInfo.decode(good).encode());
    refused("", 1);
    refused("costate-problem 5\n", 1);
    refused(good.substring(0, good.length() - 5), 19);
    refused(good + "more", 20);
    refused(good.replace("steps\t5", "steps\tfive"), 10);
    refused(good.replace("steps\t5", "steps\t5\t6"), 10);
    refused(good.replace("steps\t5\n", ""), 10);
    refused(good.replace("name\tp", "name\tp\\q"), 2);
    refused(good.replace("name\tp", "name\tp\\"), 2);
    refused(good.replace("name\tp", "name\tp\r"), 2);
    refused(good.replace("MINIMIZE", "minimize"), 6);
    refused(good.replace("false", "no"), 7);
    refused(good.replace("dynamics\t1\t1\t0", "dynamics\t1\t1\t0-2000000000"), 12);
    refused(good.replace("dynamics\t1\t1\t0", "dynamics\t1\t1\t0,0"), 12);
    refused(good.replace("option\ta\t1\n", "option\ta\t1\noption\ta\t1\n"), 19);
    refused(good.replace("INITIAL", "ONCE"), 14);
    refused(good.replace("constraint\tc\t4", "constraint\tc\tfour"), 16);
  }

  private static void refused(String text, int line) {
    String message = assertThrows(IllegalArgumentException.class, () -> ProblemInfo.decode(text)).getMessage();
    assertTrue(message.contains("line " + line + ":"), message);
  }
}
