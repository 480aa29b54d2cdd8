/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import org.costate.runtime.solve.kkt.KktSystem;

/** What a phase minimizes besides the price of slacks: the problem's cost, or in the restoration phase a distance. */
interface Objective {
  /** @param cost the scaled cost of the problem at {@code w} */
  double value(Iterate w, double cost);

  /** Adds the gradient at {@code w}, where the transcription was expanded, to {@code out [variables]}. */
  void addGradient(Iterate w, double[] out);

  /** How much of the problem's cost is in it. */
  double costWeight();

  /** Adds the second derivatives that do not come from the problem's cost. */
  void addCurvature(KktSystem system);

  /** Hears of a new barrier parameter. */
  void barrierChanged(double mu);

  /** The problem's own cost. */
  static Objective cost(Transcription transcription) {
    return new Objective() {
      @Override
      public double value(Iterate w, double cost) {
        return cost;
      }

      @Override
      public void addGradient(Iterate w, double[] out) {
        transcription.addCostGradient(out);
      }

      @Override
      public double costWeight() {
        return 1;
      }

      @Override
      public void addCurvature(KktSystem system) {
        // all of it comes from the cost
      }

      @Override
      public void barrierChanged(double mu) {
        // the cost does not depend on it
      }
    };
  }
}
