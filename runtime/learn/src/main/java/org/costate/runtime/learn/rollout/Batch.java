/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Transitions of E environments over T steps each: row e T + t is step t of environment e, so an episode lies in a row. Mutable memory, written
 * by {@link Collector#collect} and valid until it is called again.
 */
public final class Batch {
  public final int environments;
  public final int steps;

  /** What the network read, [rows x inputs]. */
  public final float[] inputs;

  /** What was drawn, [rows x choices]. */
  public final float[] choices;

  /** What it was drawn from: the numbers of each tensor of the distribution's statistics, [rows x its size]. */
  public final List<float[]> statistics;

  /** As learned from: scaled where rewards are normalized, [rows]. */
  public final double[] rewards;

  public final boolean[] terminated;
  public final boolean[] truncated;

  /** The number of the step in its episode, from 0, [rows]. */
  public final int[] clock;

  /** What the network would have read behind the last row before a cut, [cuts x inputs]; see {@link #cuts}. */
  public float[] nextInputs = new float[0];

  /** Rows whose episode goes on though the next row is not its next step: truncated ones, and the last of each environment; in order. */
  public int[] cuts = new int[0];

  /** Of the episodes that ended in this batch, in the order of rows: undiscounted, as they are. */
  public final List<Double> returns = new ArrayList<>();

  /** All zero. */
  public Batch(int environments, int steps, int inputSize, int choiceSize, List<Integer> statistics) {
    this.environments = environments;
    this.steps = steps;
    int rows = environments * steps;
    inputs = new float[rows * inputSize];
    choices = new float[rows * choiceSize];
    this.statistics = statistics.stream().map(size -> new float[rows * size]).toList();
    rewards = new double[rows];
    terminated = new boolean[rows];
    truncated = new boolean[rows];
    clock = new int[rows];
  }

  public int rows() {
    return rewards.length;
  }

  /** 0, 1, ...: all rows in their order. */
  public int[] all() {
    return IntStream.range(0, rows()).toArray();
  }

  /** Whether the next row is not the next step of the same episode. */
  public boolean isLast(int row) {
    return terminated[row] || truncated[row] || row % steps == steps - 1;
  }

  /** The mean of {@link #returns}, NaN without any. */
  public double meanReturn() {
    return returns.stream().mapToDouble(r -> r).average().orElse(Double.NaN);
  }
}
