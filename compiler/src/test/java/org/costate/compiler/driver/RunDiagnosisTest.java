/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;

/** What the diagnosis of failed runs does to the problem that its users share. */
class RunDiagnosisTest {
  private final CompiledProblem problem = Compiler.compile(new Source("tank.ctl", """
      problem Tank {
        state h;
        control valve;
        dynamics { der(h) = -1 - valve*sqrt(h); }
        horizon 1 steps 2;
        start h = 1;
        minimize { running h^2; }
      }
      """), CompilerOptions.DEFAULTS).problems().getFirst();

  private final RunDiagnosis diagnosis = new RunDiagnosis(problem);

  private String explained() {
    var moment = new RunDiagnosis.Moment(RunDiagnosis.Function.STEP, 0.5, 0, 2, 0);
    return diagnosis.explain(moment, new double[] {-1}, new double[] {0}, new double[] {0, 0.5})
        .orElseThrow()
        .message();
  }

  @Test
  void aProblemDoesNotGrowWithTheRunsThatFail() {
    assertEquals("`sqrt` of a negative number", explained());
    int size = problem.builder().size();
    explained();
    assertEquals(size, problem.builder().size());
  }

  @Test
  void runsThatFailAtOnceAreAllExplained() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<String> each : threads.invokeAll(List.<Callable<String>>of(this::explained, this::explained,
          this::explained, this::explained, this::explained, this::explained, this::explained, this::explained))) {
        assertEquals("`sqrt` of a negative number", each.get());
      }
    }
  }
}
