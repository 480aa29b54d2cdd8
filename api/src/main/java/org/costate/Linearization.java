/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.linalg.Matrix;
import org.costate.runtime.linalg.Modes;
import org.costate.runtime.lq.KalmanFilter;
import org.costate.runtime.lq.LinearModel;
import org.costate.runtime.lq.Reachability;
import org.costate.runtime.lq.Regulator;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A problem around one point: dx+ = A dx + B du over a step, dx' = A dx + B du in continuous time, and what follows from that. Changes of
 * the state are in its directions, {@link #directionNames}: three for a quaternion. Immutable.
 */
public final class Linearization {
  private final ProblemInfo info;
  private final LinearModel model;

  /** An eigenvalue. */
  public record Pole(double re, double im) {
    public double magnitude() {
      return Math.hypot(re, im);
    }
  }

  Linearization(ProblemInfo info, LinearModel model) {
    this.info = info;
    this.model = model;
  }

  /** The state, in the order of its numbers. */
  public double[] state() {
    return Arrays.copyOf(model.state(), info.size(Kind.STATE));
  }

  public double[] control() {
    return model.control();
  }

  /** The names of the directions in which the state changes. */
  public List<String> directionNames() {
    List<String> names = new ArrayList<>();
    for (VariableInfo variable : info.variables(Kind.STATE)) {
      if (variable.manifold() == Manifold.QUATERNION) {
        for (int i = 0; i < variable.tangentSize(); i++) {
          names.add("turn of " + variable.name() + " about " + "xyz".charAt(i % 3));
        }
      } else {
        names.addAll(variable.elementNames());
      }
    }
    return names;
  }

  /** The length of a step in seconds; 1 for a problem with {@code next}. */
  public double stepSeconds() {
    return model.stepSeconds();
  }

  /** Over a step, [n x n]. */
  public Matrix stepA() {
    return model.A();
  }

  /** Over a step, [n x m]. */
  public Matrix stepB() {
    return model.B();
  }

  /** In continuous time, [n x n]; empty for a problem with {@code next}. */
  public Optional<Matrix> rateA() {
    return model.continuousA();
  }

  /** In continuous time, [n x m]; empty for a problem with {@code next}. */
  public Optional<Matrix> rateB() {
    return model.continuousB();
  }

  /** The poles: eigenvalues of {@link #rateA}, or of {@link #stepA} for a problem with {@code next}. */
  public List<Pole> poles() {
    return poles(rateA().orElseGet(this::stepA));
  }

  /** The eigenvalues of a square matrix; empty if they are not found. */
  public static List<Pole> poles(Matrix matrix) {
    List<Pole> poles = new ArrayList<>();
    Modes.of(matrix.entries(), matrix.rows()).ifPresent(modes -> {
      for (int i = 0; i < modes.count(); i++) {
        poles.add(new Pole(modes.re(i), modes.im(i)));
      }
    });
    return poles;
  }

  /** In how many directions the controls can bring the state. */
  public int controllable() {
    return Reachability.dimension(stepA(), stepB());
  }

  /** How many directions the observations tell apart; empty for a problem without observations. */
  public Optional<Integer> observable() {
    return model.observations() == 0
        ? Optional.empty()
        : Optional.of(Reachability.dimension(stepA().transpose(), model.C().transpose()));
  }

  /** The linear-quadratic regulator of the problem's running cost; empty where nothing stabilizes what costs something. */
  public Optional<Regulator> regulator() {
    return Regulator.of(stepA(), stepB(), model.Q(), model.S(), model.R());
  }

  /**
   * The same for the running cost x' diag(q) x + u' diag(r) u, taken at the beginning of each step for its whole length.
   *
   * @param q weights of the directions, {@code r} weights of the controls
   */
  public Optional<Regulator> regulator(double[] q, double[] r) {
    if (q.length != directionNames().size() || r.length != control().length) {
      throw new IllegalArgumentException(q.length + " weights of states and " + r.length + " of controls; expected "
          + directionNames().size() + " and " + control().length);
    }
    double h = 2 * stepSeconds();
    return Regulator.of(stepA(), stepB(), Matrix.diagonal(q).times(h), Matrix.zero(r.length, q.length),
        Matrix.diagonal(r).times(h));
  }

  /** The covariance of what noise adds to the state in a step, [n x n]; zero without noise. */
  public Matrix processNoise() {
    return model.processNoise();
  }

  /** The stationary Kalman filter of the observations and the noise; empty where there is none, or an observation has no noise. */
  public Optional<KalmanFilter> filter() {
    return model.observations() == 0
        ? Optional.empty()
        : KalmanFilter.of(stepA(), model.C(), model.processNoise(), model.sensorNoise());
  }
}
