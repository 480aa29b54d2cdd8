/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * What a simulation needs of a problem and a solve does not: what is drawn at random, what is observed, and what ends an episode. Stateless,
 * as {@link GeneratedProblem}; {@code d} is laid out as there.
 *
 * <p>Whoever draws brings standard random numbers, of the families that {@link EpisodeInfo} lists; these functions turn them into values.
 */
public abstract class GeneratedEpisode {
  /** The binary name of the class that goes with a problem's class. */
  public static String className(String problemClass) {
    return problemClass + "$Episode";
  }

  /** The encoded {@link EpisodeInfo}. */
  public abstract String info();

  /** How long {@code w} must be for every function of this class. */
  public abstract int workspaceSize();

  /**
   * Completes the params and signals as {@link GeneratedProblem#defaults} does, with random params drawn in place of their means.
   *
   * @param standard as many numbers as {@link EpisodeInfo#params()} has families
   */
  public abstract void drawParams(double[] given, double[] standard, double[] d, double[] w, double[] values);

  /**
   * Draws the start.
   *
   * @param standard as many numbers as {@link EpisodeInfo#start()} has families
   * @param x [nx]; entries that are not random are left alone
   */
  public abstract void drawStart(double[] standard, double[] d, double[] w, double[] x);

  /**
   * Draws the noise of one step.
   *
   * @param standard as many numbers as {@link EpisodeInfo#noise()} has families, one for each noise
   * @param noise [nn]
   */
  public abstract void drawNoise(double[] standard, double[] d, double[] w, double[] noise);

  /**
   * What a policy sees.
   *
   * @param values [no], in the order of the variables of the kind {@link VariableInfo.Kind#OBSERVATION}
   */
  public abstract void observe(double[] x, int xAt, double[] u, int uAt, double[] d, double[] w, double[] values);

  /**
   * Whether the episode ends at a state right after a step.
   *
   * @param d with the time after the step in {@code d[0]}
   * @param results 1 where an end of {@link EpisodeInfo#ends()} holds, 0 where it does not
   */
  public abstract void ends(double[] x, int xAt, double[] d, double[] w, double[] results);
}
