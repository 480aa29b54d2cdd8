/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.driver.Listing;
import org.costate.runtime.problem.ProblemInstance;

/** What the lets and signals of a source are along a trajectory, in the units they are declared with. Immutable; every array is a copy. */
public final class NamedValues {
  private final Map<String, double[]> values = new LinkedHashMap<>();

  /**
   * @param times [count], {@code X} states of as many, {@code U} controls of all but the last of them, which keeps those before it
   * @param moments some of the times, by their index
   */
  NamedValues(Listing listing, ProblemInstance problem, double[] times, double[] X, double[] U, int[] moments) {
    List<String> names = listing.named();
    names.forEach(name -> values.put(name, new double[moments.length]));
    int nx = problem.dims().nx();
    int nu = problem.dims().nu();
    double[] d = new double[problem.dataSize()];
    for (int i = 0; i < moments.length && !names.isEmpty(); i++) {
      int k = moments[i];
      int held = Math.min(k, times.length - 2);
      problem.data(times[k], problem.stepSeconds(), X, k * nx, d);
      double[] u = held < 0 ? new double[nu] : Arrays.copyOfRange(U, held * nu, (held + 1) * nu);
      double[] now = listing.evaluate(times[k], Arrays.copyOfRange(X, k * nx, (k + 1) * nx), u, d);
      for (int j = 0; j < now.length; j++) {
        values.get(names.get(j))[i] = now[j];
      }
    }
  }

  /** Their names, element by element. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** One of them at each of the moments. */
  public double[] of(String name) {
    double[] of = values.get(name);
    if (of == null) {
      throw new IllegalArgumentException("no let or signal is called " + name + "; known: " + names());
    }
    return of.clone();
  }
}
