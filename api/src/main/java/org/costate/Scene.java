/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.problem.GeneratedView;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.ViewInfo;

/** What a problem's {@code view} draws along a trajectory, in SI units. Immutable; every array is a copy. */
public final class Scene {
  private final ViewInfo info;
  private final int frames;
  private final double[] times;
  private final double[] numbers;

  /**
   * @param times [count], {@code X} states of as many, {@code U} controls of all but the last of them, which keeps those before it
   */
  Scene(GeneratedView view, ProblemInstance problem, double[] times, double[] X, double[] U) {
    info = ViewInfo.decode(view.info());
    frames = times.length;
    this.times = times.clone();
    int nx = problem.dims().nx();
    int nu = problem.dims().nu();
    int size = info.size();
    numbers = new double[frames * size];
    double[] d = new double[problem.dataSize()];
    double[] w = new double[view.workspaceSize()];
    double[] values = new double[size];
    double[] none = new double[nu];
    for (int k = 0; k < frames; k++) {
      int held = Math.min(k, frames - 2);
      problem.data(times[k], problem.stepSeconds(), X, k * nx, d);
      view.draw(X, k * nx, held < 0 ? none : U, Math.max(held, 0) * nu, d, w, values);
      System.arraycopy(values, 0, numbers, k * size, size);
    }
  }

  /** In the order in which they are drawn, later ones above earlier ones. */
  public List<ViewInfo.Shape> shapes() {
    return info.shapes();
  }

  /** How many moments of the trajectory there are. */
  public int frames() {
    return frames;
  }

  /** The times of the moments. */
  public double[] time() {
    return times.clone();
  }

  /** The numbers of all shapes at moment k, one behind the other, laid out as {@link ViewInfo.Shape} says. */
  public double[] frame(int k) {
    return Arrays.copyOfRange(numbers, k * info.size(), (k + 1) * info.size());
  }
}
