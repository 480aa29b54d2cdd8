/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.costate.Costate;
import org.costate.Policy;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.stats.RandomStream;

/** A planner that sees trees teaches a policy that has a laser, which then flies alone. */
public final class Fly {
  private static final int FORESTS = 20;

  private Fly() {}

  public static void main(String[] args) throws IOException {
    Problems problems = Costate.load(Path.of("forest/forest.ctl"));
    Problem block = problems.runs(RunInfo.Kind.TRAIN).getFirst();
    Policy policy = block.training().seed(1).option("evaluate.episodes", "1").run((round, progress, used) -> {
    }).policy();

    MeasuredEnvironment forest = problems.problem("Flight").environment();
    RandomStream forests = new RandomStream(7);
    double[] action = new double[2];
    double way = 0;
    for (int i = 0; i < FORESTS; i++) {
      forest.reset(forests.split());
      policy.begin();
      while (!forest.over()) {
        policy.act(forest.observation(), action);
        forest.step(action, 0);
      }
      way += forest.state()[0] / FORESTS;
    }
    System.out.println("through the trees: " + (way > 8));
  }
}
