/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.costate.runtime.network.PolicyInfo.Feature;
import org.costate.runtime.network.PolicyInfo.Head;
import org.costate.runtime.network.PolicyInfo.Memory;
import org.junit.jupiter.api.Test;

class PolicyInfoTextTest {
  @Test
  void whatIsWrittenIsReadBack() {
    for (long seed = 0; seed < 200; seed++) {
      List<PolicyInfo> policies = List.of(random(seed), random(seed + 1000));
      String text = PolicyInfo.encode(policies);
      List<PolicyInfo> read = PolicyInfo.decode(text);
      assertEquals(text, PolicyInfo.encode(read));
      assertEquals(policies.getFirst().graph().tensors(), read.getFirst().graph().tensors());
      assertEquals(policies.getLast().features(), read.getLast().features());
      assertEquals(policies.getLast().memories(), read.getLast().memories());
      assertEquals(policies.getLast().heads(), read.getLast().heads());
    }
  }

  /** Derivatives of convolutions occur only there. */
  @Test
  void derivativesAreReadBackToo() {
    RandomGraphs random = new RandomGraphs(3);
    Reverse.gradient(random.graph(), random.number(), random.sources());
    PolicyInfo policy = new PolicyInfo("p", "q", List.of(), List.of(), List.of(), random.graph());
    assertEquals(random.graph().tensors(),
        PolicyInfo.decode(PolicyInfo.encode(List.of(policy))).getFirst().graph().tensors());
  }

  @Test
  void damageIsRefusedWithItsLine() {
    String text = PolicyInfo.encode(List.of(random(7)));
    String[] lines = text.split("\n", -1);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(lines.length - 1);
      String[] cut = lines.clone();
      cut[at] = cut[at].substring(0, random.nextInt(cut[at].length()));
      String damaged = String.join("\n", cut);
      try {
        PolicyInfo.encode(PolicyInfo.decode(damaged));
      } catch (IllegalArgumentException e) {
        assertTrue(e.getMessage().startsWith("policies, line "), e.getMessage());
      }
    }
    assertThrows(IllegalArgumentException.class, () -> PolicyInfo.decode(""));
    assertThrows(IllegalArgumentException.class, () -> PolicyInfo.decode(text + "more"));
    assertThrows(IllegalArgumentException.class,
        () -> PolicyInfo.decode(text.substring(0, text.length() - "end\n".length())));
  }

  private static PolicyInfo random(long seed) {
    TensorGraph graph = new RandomGraphs(seed).graph();
    Tensor x = graph.input("x", TensorShape.rows(3));
    Tensor memory = graph.input("memory", TensorShape.rows(2));
    Tensor next = Layers.gru(graph, "g", x, memory);
    Tensor mean = Layers.dense(graph, "mean", next, 2, Optional.empty(), new WeightStart.Orthogonal(0.01));
    Tensor deviation = graph.weight("deviation", List.of(2), new WeightStart.Normal(Math.exp((double) seed)));
    return new PolicyInfo("p" + seed, "q", List.of(new Feature("x", seed % 2 == 0, x)),
        List.of(new Memory("g", memory, next)),
        List.of(new Head.Gaussian("u", mean, deviation, seed % 3 == 0), new Head.Deterministic("v", next),
            new Head.Categorical("w", mean, List.of(-1.5, 1e-300))),
        graph);
  }
}
