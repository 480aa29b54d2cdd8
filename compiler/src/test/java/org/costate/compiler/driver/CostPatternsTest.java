/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.Sparsity;
import org.junit.jupiter.api.Test;

class CostPatternsTest {
  private static CostPatterns of(String costs) {
    CompilationResult result = Compiler.compile(new Source("costs.ctl", """
        problem P {
          state a; state b;
          control u; control v;
          dynamics { next(a) = u; next(b) = v; }
          horizon 3 steps 3;
          start a = 0, b = 0;
          minimize { %s }
        }
        """.formatted(costs)), CompilerOptions.DEFAULTS);
    return CostPatterns.of(result.problems().getFirst());
  }

  /** As pairs of a, b, u, v. */
  private static String pairs(Sparsity pattern) {
    List<String> pairs = new ArrayList<>();
    for (int entry : pattern.entries()) {
      pairs.add("" + "abuv".charAt(entry / pattern.columns()) + "abuv".charAt(entry % pattern.columns()));
    }
    return String.join(" ", pairs);
  }

  @Test
  void productsAndSquaresHaveEntries() {
    CostPatterns patterns = of("running a*u + sin(b) + v^2; terminal a*b + 3*a;");
    assertEquals("au bb ua vv", pairs(patterns.stage()));
    assertEquals(4, patterns.stage().rows());
    assertEquals("ab ba", pairs(patterns.terminal()));
    assertEquals(2, patterns.terminal().rows());
  }

  @Test
  void aCostThatIsNotThereHasNone() {
    assertEquals(0, of("running u^2;").terminal().nonZeros());
    assertEquals(0, of("terminal a^2;").stage().nonZeros());
  }
}
