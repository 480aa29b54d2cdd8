/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.sim;

import java.util.List;
import java.util.Optional;
import org.costate.runtime.picture.Rasterizer;
import org.costate.runtime.problem.GeneratedView;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.VariableInfo.Kind;
import org.costate.runtime.problem.ViewInfo;

/** Takes the observations of a problem that are pictures of its view; they stand behind those that are numbers. */
final class Camera {
  private final GeneratedView view;
  private final List<ViewInfo.Picture> pictures;
  private final Rasterizer[] rasterizers;

  /** Where the pixels of each begin in an observation. */
  private final int[] at;

  private final double[] numbers;
  private final double[] scratch;

  private Camera(GeneratedView view, ViewInfo info, int first) {
    this.view = view;
    pictures = info.pictures();
    rasterizers = new Rasterizer[pictures.size()];
    at = new int[pictures.size()];
    int next = first;
    for (int i = 0; i < at.length; i++) {
      rasterizers[i] = new Rasterizer(info, pictures.get(i));
      at[i] = next;
      next += observation(i).size();
    }
    numbers = new double[info.size()];
    scratch = new double[view.workspaceSize()];
  }

  /** Empty where no observation is a picture. */
  static Optional<Camera> of(LoadedProblem loaded, ProblemInstance problem) {
    return loaded.view().flatMap(view -> {
      ViewInfo info = ViewInfo.decode(view.info());
      return info.pictures().isEmpty()
          ? Optional.empty()
          : Optional.of(new Camera(view, info, problem.info().size(Kind.OBSERVATION)));
    });
  }

  private EnvironmentInfo.Observation observation(int i) {
    return new EnvironmentInfo.Observation(pictures.get(i).name(), pictures.get(i).shape(), at[i]);
  }

  void addObservations(List<EnvironmentInfo.Observation> to) {
    for (int i = 0; i < at.length; i++) {
      to.add(observation(i));
    }
  }

  /** Writes the pixels to {@code seen}; allocates nothing. {@code d} is what generated code reads beside x and u. */
  void take(double[] x, double[] u, double[] d, double[] seen) {
    view.draw(x, 0, u, 0, d, scratch, numbers);
    for (int i = 0; i < at.length; i++) {
      rasterizers[i].draw(numbers, seen, at[i]);
    }
  }
}
