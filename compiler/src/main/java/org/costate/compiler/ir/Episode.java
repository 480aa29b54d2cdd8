/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import org.costate.runtime.problem.EpisodeInfo;

/**
 * What a simulation needs of a problem and a solve does not.
 *
 * @param noise the noises that formulas use [nn]; a solve reads zeros for them
 * @param params random params, {@code start} random state coordinates, {@code disturbances} every noise, in its order
 * @param observations what a policy sees [no], over t, x, u, z, params, signals, noise, design
 * @param ends what ends an episode, over t, x, params, signals, design right after a step
 */
public record Episode(
    List<Expr.Symbol> noise,
    List<Draw> params,
    List<Draw> start,
    List<Draw> disturbances,
    List<Expr> observations,
    List<End> ends) {
  /** Nothing is random, seen or ended early. */
  public static final Episode NONE = new Episode(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Episode {
    noise = List.copyOf(noise);
    params = List.copyOf(params);
    start = List.copyOf(start);
    disturbances = List.copyOf(disturbances);
    observations = List.copyOf(observations);
    ends = List.copyOf(ends);
  }

  /** Whether a simulation has nothing to ask for. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * An element that is drawn.
   *
   * @param element its place among the params, state coordinates or noises
   * @param standard the symbol of a standard random number, {@code value} what becomes of it, over params too
   */
  public record Draw(int element, EpisodeInfo.Family family, Expr.Symbol standard, Expr value) {}

  /** A condition that ends an episode: its label or its text, and the formula, a truth value. */
  public record End(String name, Expr condition) {}
}
