/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a {@link GeneratedEpisode} draws and ends by; it travels inside the class as text.
 *
 * @param params the family of each random number that a param is made of, {@code start} of each of the start, {@code noise} of each noise
 * @param ends the conditions that end an episode, each by its label or its text
 */
public record EpisodeInfo(List<Family> params, List<Family> start, List<Family> noise, List<String> ends) {
  /** Standard distributions, of which every other is a shift and a stretch. */
  public enum Family {
    /** Mean 0 and variance 1. */
    NORMAL,
    /** Between 0 and 1. */
    UNIFORM
  }

  public EpisodeInfo {
    params = List.copyOf(params);
    start = List.copyOf(start);
    noise = List.copyOf(noise);
    ends = List.copyOf(ends);
  }

  /** The text that {@link #decode} reads back: a line each for params, start and noise, then one for each end. */
  public String encode() {
    List<String> lines = new ArrayList<>(List.of(words(params), words(start), words(noise)));
    ends.forEach(end -> lines.add(end.replaceAll("\\s+", " ")));
    return String.join("\n", lines);
  }

  /** @throws IllegalArgumentException if the text is not one of {@link #encode} */
  public static EpisodeInfo decode(String text) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    if (lines.size() < 3) {
      throw new IllegalArgumentException("episode info of " + lines.size() + " lines");
    }
    return new EpisodeInfo(
        families(lines.get(0)), families(lines.get(1)), families(lines.get(2)), lines.subList(3, lines.size()));
  }

  private static String words(List<Family> families) {
    return families.stream().map(f -> f.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" "));
  }

  private static List<Family> families(String words) {
    return Arrays.stream(words.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Family.valueOf(word.toUpperCase(Locale.ROOT)))
        .toList();
  }
}
