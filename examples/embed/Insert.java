/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.costate.Costate;
import org.costate.Policy;
import org.costate.Problems;
import org.costate.Training;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.sim.Environment;
import org.costate.runtime.stats.RandomStream;

/** Trains a policy, writes it to a file, and lets it act in a slot that it has never tried. */
public final class Insert {
  private Insert() {}

  public static void main(String[] args) throws IOException {
    Problems problems = Costate.load(Path.of("peg/peg.ctl"));
    Path folder = Files.createTempDirectory("peg");
    Training training = problems.runs(RunInfo.Kind.TRAIN).getFirst().training();
    training.seed(1).option("evaluate.episodes", "1").folder(folder).run((iteration, progress, used) -> {
    });

    Policy policy = Policy.load(folder.resolve(Training.POLICY));
    Environment arm = problems.problem("Insert").with("shift", 0.03, -0.05).environment();
    arm.reset(new RandomStream(5));
    double[] torques = new double[2];
    policy.begin();
    while (!arm.over()) {
      policy.act(arm.observation(), torques);
      arm.step(torques, 0);
    }
    int offset = arm.info().observation("offset").offset();
    double distance = Math.hypot(arm.observation()[offset], arm.observation()[offset + 1]);
    System.out.println("in the slot: " + (distance < 0.03));
  }
}
