/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** {@link SweepStep} of a small problem as straight-line code. Stateless, as {@link GeneratedProblem}. */
public abstract class GeneratedSweep {
  /** The binary name of the class that goes with a problem's class. */
  public static String className(String problemClass) {
    return problemClass + "$Sweep";
  }

  /** How long {@code w} must be. */
  public abstract int workspaceSize();

  /** See {@link SweepStep#congruence}. */
  public abstract void congruence(double[] fx, double[] fu, double[] Vxx, double[] w, double[] Qxx, double[] Qux,
      double[] Quu);

  /** See {@link SweepStep#value}. */
  public abstract void value(double[] Qxx, double[] Qux, double[] Quu, double[] K, double[] w, double[] Vxx);

  /** With scratch memory of its own, for one thread. */
  final SweepStep step() {
    double[] w = new double[workspaceSize()];
    return new SweepStep() {
      @Override
      public void congruence(double[] fx, double[] fu, double[] Vxx, double[] Qxx, double[] Qux, double[] Quu) {
        GeneratedSweep.this.congruence(fx, fu, Vxx, w, Qxx, Qux, Quu);
      }

      @Override
      public void value(double[] Qxx, double[] Qux, double[] Quu, double[] K, double[] Vxx) {
        GeneratedSweep.this.value(Qxx, Qux, Quu, K, w, Vxx);
      }
    };
  }
}
