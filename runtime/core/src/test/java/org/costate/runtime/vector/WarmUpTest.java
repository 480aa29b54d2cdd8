/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Whom {@link WarmUp} chooses, with work that takes a thousand times as long as other work, so that a disturbance changes nothing. */
class WarmUpTest {
  private static void work(int length) {
    double sum = 0;
    for (int i = 1; i <= length; i++) {
      sum += 1.0 / i;
    }
    assertTrue(sum > 1);
  }

  private static void run(WarmUp warmUp, Runnable atOnce, Runnable later, int runs) {
    for (int i = 0; i < runs && !warmUp.isWarm(); i++) {
      if (warmUp.isDue()) {
        warmUp.measure(atOnce, later);
      } else {
        atOnce.run();
      }
    }
  }

  @Test
  void handsOverToWhatIsFaster() {
    WarmUp warmUp = new WarmUp(0.1);
    run(warmUp, () -> work(2_000_000), () -> work(2_000), 10);
    assertTrue(warmUp.isWarm());
  }

  @Test
  void measuresWhatIsSlowSeldomAndKeepsTheOther() {
    WarmUp warmUp = new WarmUp(0.1);
    int[] slow = {0};
    run(warmUp, () -> work(2_000), () -> {
      work(2_000_000);
      slow[0]++;
    }, 2000);
    assertFalse(warmUp.isWarm());
    assertTrue(slow[0] > 0 && slow[0] <= 10, () -> slow[0] + " of 2000");
  }
}
