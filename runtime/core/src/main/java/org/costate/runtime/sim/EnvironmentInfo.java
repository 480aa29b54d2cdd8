/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.List;

/**
 * What goes into an environment and comes out of it.
 *
 * @param observations in the order in which {@link Environment#observation} has them, {@code controls} in that of an action
 * @param horizon after how many steps an episode is truncated
 */
public record EnvironmentInfo(String name, List<Observation> observations, List<Control> controls, int horizon) {
  public EnvironmentInfo {
    observations = List.copyOf(observations);
    controls = List.copyOf(controls);
  }

  /** @param offset where its numbers begin in the observation */
  public record Observation(String name, List<Integer> shape, int offset) {
    public Observation {
      shape = List.copyOf(shape);
    }

    public int size() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }
  }

  /**
   * @param lower one for each of its numbers, as {@code upper}; infinite where there are none
   * @param choices the values that each of its numbers may have; empty if it may have any within its limits
   * @param offset where its numbers begin in the action
   */
  public record Control(String name, List<Double> lower, List<Double> upper, List<Double> choices, int offset) {
    public Control {
      lower = List.copyOf(lower);
      upper = List.copyOf(upper);
      choices = List.copyOf(choices);
    }

    public int size() {
      return lower.size();
    }
  }

  /** How many numbers an observation has. */
  public int observationSize() {
    return observations.stream().mapToInt(Observation::size).sum();
  }

  /** How many numbers an action has. */
  public int actionSize() {
    return controls.stream().mapToInt(Control::size).sum();
  }

  /** @throws IllegalArgumentException for an unknown name, which lists the known ones */
  public Observation observation(String name) {
    return observations.stream()
        .filter(o -> o.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no observation " + name + " among "
            + observations.stream().map(Observation::name).toList()));
  }

  /** @throws IllegalArgumentException for an unknown name, which lists the known ones */
  public Control control(String name) {
    return controls.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "no control " + name + " among " + controls.stream().map(Control::name).toList()));
  }
}
