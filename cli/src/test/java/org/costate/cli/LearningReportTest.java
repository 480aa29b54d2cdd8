/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.costate.Costate;
import org.costate.Policy;
import org.costate.Problem;
import org.junit.jupiter.api.Test;

/** {@code train --report}: the curves are those of the tables, and the policy acts. */
class LearningReportTest extends PageTest {
  private static final String REACH = TrainCommandTest.REACH
      .replace("minimize {", "view { goal: disc([goal, 0], 0.05); agent: disc([x, 0.2], 0.05); }\n  minimize {")
      .replace("input gap;", "input gap; // </script><script>window.owned = 1</script>");

  /** A column of a table that a run wrote. */
  private List<Double> column(String file, String name) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("out").resolve(file));
    int at = Arrays.asList(lines.getFirst().split(",", -1)).indexOf(name);
    return lines.stream().skip(1).map(l -> Double.valueOf(l.split(",", -1)[at])).toList();
  }

  private Path train(String program, String name, String... more) throws IOException {
    List<String> command = new ArrayList<>(List.of("train", file("p.ctl", program), name, "--quiet", "-o",
        folder.resolve("out").toString()));
    command.addAll(List.of(more));
    return report(command.toArray(new String[0]));
  }

  @Test
  void eachSeedHasItsCurvesAndItsEpisode() throws IOException, InterruptedException {
    Path page = train(REACH, "climb", "--seeds", "1,2");
    Map<String, Object> told = Browser.ask(page, folder, """
        {
          failures: failures, owned: window.owned === undefined,
          time: costate.clock.time, frames: (costate.seek(7), costate.stages.map((s) => s.frame)),
          returns: [0, 3, 7].map((i) => costate.plotted('mean return in training', 'seed 2', i)),
          losses: [512, 2048, 4096].map((x) => costate.plottedAt('value_loss', 'seed 1', x)),
          mean: costate.plotted('mean return in training', 'mean of the seeds, with its 95 % interval', 5),
          edge: costate.charts[1].made.data[2],
        }""");
    assertEquals(List.of(), told.get("failures"));
    assertEquals(true, told.get("owned"));
    assertTrue((double) told.get("time") > 0, "the animation stands still");
    assertEquals(List.of(7.0, 7.0), told.get("frames"));
    List<Double> returns = column("seed-2/metrics.csv", "mean_return");
    assertEquals(List.of(returns.get(0), returns.get(3), returns.get(7)), told.get("returns"));
    List<Double> losses = column("seed-1/metrics.csv", "value_loss");
    assertEquals(List.of(losses.get(0), losses.get(3), losses.get(7)), told.get("losses"));
    assertEquals((column("seed-1/metrics.csv", "mean_return").get(5) + returns.get(5)) / 2, told.get("mean"));
    List<Double> means = column("seed-1/evaluation.csv", "mean_return");
    List<Double> widths = column("seed-1/evaluation.csv", "half_width");
    assertEquals(List.of(means.get(0) + widths.get(0), means.get(1) + widths.get(1)), told.get("edge"));

    Map<String, Object> data = data(page);
    assertEquals(List.of("finished", "finished"), fact(data, "Status"));
    assertEquals(List.of("4096", "4096"), fact(data, "Transitions"));
    assertEquals(List.of("holds", "holds"), fact(data, "mean_return >= -1000"));
    assertEquals(List.of("512"), fact(data, "batch"));
    assertEquals(REACH, ((Map<?, ?>) data.get("source")).get("text"));
  }

  /** What is shown is the episode that {@code costate rollout --seed 0 --episodes 1} evaluates. */
  @Test
  void theEpisodeIsOneOfTheRollout() throws IOException {
    train(REACH, "climb");
    Policy policy = Policy.load(folder.resolve("out/seed-0/policy.npz"));
    Problem problem = Costate.load(folder.resolve("p.ctl")).problem("Reach");
    assertEquals(problem.rollout(policy, 1, 0, false).mean(), -problem.episode(policy, 0).objective());
    List<Map<String, Object>> states = plots(data(folder.resolve("report.html")), "States of an episode");
    List<?> x = (List<?>) objects(states.getFirst(), "series").getFirst().get("values");
    assertEquals(Arrays.stream(problem.episode(policy, 0).state("x")).boxed().toList(), x);
  }

  @Test
  void aResumedRunShowsAllItsIterations() throws IOException {
    train(REACH, "climb", "--option", "steps=1500");
    Path page = train(REACH, "climb", "--resume");
    assertEquals(8,
        ((List<?>) objects(plots(data(page), "Return").getFirst(), "series").getFirst().get("values")).size());
  }

  @Test
  void conditionsOfGuidedPolicySearchAreApart() throws IOException {
    Map<String, Object> data = data(train(TrainCommandTest.CART, "cart"));
    List<Map<String, Object>> cost = objects(plot(data, "Conditions", "cost"), "series");
    assertEquals(List.of("condition 1", "condition 2"), cost.stream().map(s -> s.get("name")).toList());
    assertEquals(column("seed-0/metrics.csv", "cost.2"), cost.get(1).get("values"));
    assertFalse(plots(data, "What the method measures").isEmpty());
    assertEquals(List.of(), data.get("films"));
  }
}
