/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.costate.runtime.sim.EnvironmentInfo;

/** What a policy was trained for as text, one observation or control a line, words apart by blanks. Names hold no blanks. */
final class EnvironmentText {
  private static final String VERSION = "costate-environment 1";

  private EnvironmentText() {}

  static String encode(EnvironmentInfo info) {
    StringBuilder text = new StringBuilder(VERSION + "\n");
    text.append("name ").append(info.name()).append(' ').append(info.horizon()).append('\n');
    info.observations()
        .forEach(o -> text.append("observation ").append(o.name()).append(' ').append(list(o.shape())).append('\n'));
    info.controls()
        .forEach(c -> text.append("control ")
            .append(c.name())
            .append(' ')
            .append(list(c.lower()))
            .append(' ')
            .append(list(c.upper()))
            .append(' ')
            .append(list(c.choices()))
            .append('\n'));
    return text.toString();
  }

  private static String list(List<? extends Number> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  /** @throws IllegalArgumentException for another text */
  static EnvironmentInfo decode(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2 || !lines.getFirst().equals(VERSION)) {
      throw new IllegalArgumentException("not the description of an environment of version 1");
    }
    String[] head = lines.get(1).split(" ", -1);
    List<EnvironmentInfo.Observation> observations = new ArrayList<>();
    List<EnvironmentInfo.Control> controls = new ArrayList<>();
    int seen = 0;
    int done = 0;
    for (String line : lines.subList(2, lines.size())) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("observation")) {
        List<Integer> shape = words(words[2]).stream().map(Integer::valueOf).toList();
        observations.add(new EnvironmentInfo.Observation(words[1], shape, seen));
        seen += observations.getLast().size();
      } else {
        controls
            .add(new EnvironmentInfo.Control(words[1], doubles(words[2]), doubles(words[3]), doubles(words[4]), done));
        done += controls.getLast().size();
      }
    }
    return new EnvironmentInfo(head[1], observations, controls, Integer.parseInt(head[2]));
  }

  private static List<Double> doubles(String list) {
    return words(list).stream().map(Double::valueOf).toList();
  }

  private static List<String> words(String list) {
    String inside = list.substring(1, list.length() - 1);
    return inside.isEmpty() ? List.of() : Arrays.asList(inside.split(",", -1));
  }
}
