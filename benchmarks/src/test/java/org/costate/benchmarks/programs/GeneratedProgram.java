/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A generated program and what it must mean, apart from the compiler. All costs in the user's sense.
 *
 * @param lets in an order in which each needs only earlier ones
 * @param defaults the default of each param and signal, by name, in an order in which each needs only earlier ones
 * @param rates one definition a state, in the order of {@code states}
 * @param start in the order of {@code states}, {@code guess} in the order of {@code controls}
 */
record GeneratedProgram(
    String text,
    boolean discrete,
    boolean maximize,
    Rule rule,
    int substeps,
    boolean costLeft,
    int steps,
    Term horizon,
    List<Variable> states,
    List<Variable> controls,
    List<Named> defaults,
    List<Named> lets,
    List<Term> rates,
    Term running,
    Term terminal,
    List<Term> start,
    List<Term> guess) {

  static final String PROBLEM = "Task";

  /** The integrators of the language. */
  enum Rule {
    EULER,
    MIDPOINT,
    RK4
  }

  /** A name and its defining expression. */
  record Named(String name, Term value) {}

  /** The next state, then the stage cost as one more number, by the definition of the integrators. */
  double[] step(Map<String, double[]> values, double[] x, double t, double h) {
    if (discrete) {
      double[] next = Arrays.copyOf(rates(values, x, t), x.length + 1);
      next[x.length] = running(values, x, t);
      return next;
    }
    double[] y = Arrays.copyOf(x, x.length + 1);
    for (int i = 0; i < substeps; i++) {
      y = integrate(values, y, t + i * (h / substeps), h / substeps);
    }
    if (costLeft) {
      y[x.length] = h * running(values, x, t);
    }
    return y;
  }

  private double[] integrate(Map<String, double[]> values, double[] y, double t, double h) {
    double[] k1 = flow(values, y, t);
    return switch (rule) {
      case EULER -> moved(y, h, k1);
      case MIDPOINT -> moved(y, h, flow(values, moved(y, h / 2, k1), t + h / 2));
      case RK4 -> {
        double[] k2 = flow(values, moved(y, h / 2, k1), t + h / 2);
        double[] k3 = flow(values, moved(y, h / 2, k2), t + h / 2);
        double[] k4 = flow(values, moved(y, h, k3), t + h);
        double[] sum = moved(moved(moved(k1, 2, k2), 2, k3), 1, k4);
        yield moved(y, h / 6, sum);
      }
    };
  }

  private static double[] moved(double[] y, double factor, double[] k) {
    double[] result = y.clone();
    for (int i = 0; i < y.length; i++) {
      result[i] += factor * k[i];
    }
    return result;
  }

  /** The rates of the states and, as one more state, of the cost. */
  private double[] flow(Map<String, double[]> values, double[] y, double t) {
    double[] x = Arrays.copyOf(y, y.length - 1);
    double[] result = Arrays.copyOf(rates(values, x, t), y.length);
    result[x.length] = running(values, x, t);
    return result;
  }

  private double[] rates(Map<String, double[]> values, double[] x, double t) {
    Map<String, double[]> all = bind(values, x, t, -1);
    return rates.stream().flatMapToDouble(r -> Arrays.stream(r.meaning().at(all))).toArray();
  }

  private double running(Map<String, double[]> values, double[] x, double t) {
    return running.number(bind(values, x, t, -1));
  }

  double terminal(Map<String, double[]> values, double[] x, double t) {
    return terminal.number(bind(values, x, t, Term.Use.PARAM | Term.Use.STATE | Term.Use.TIME));
  }

  /** Expressions over params, signals, consts and t, one behind the other. */
  double[] at(Map<String, double[]> values, double t, List<Term> terms) {
    int size = states.stream().mapToInt(state -> state.shape().size()).sum();
    Map<String, double[]> all =
        bind(values, new double[size], t, Term.Use.PARAM | Term.Use.SIGNAL | Term.Use.TIME);
    return terms.stream().flatMapToDouble(term -> Arrays.stream(term.meaning().at(all))).toArray();
  }

  /** {@code values} of params, signals and controls, completed with t, the states, and the lets that need no more than {@code known}. */
  private Map<String, double[]> bind(Map<String, double[]> values, double[] x, double t, int known) {
    Map<String, double[]> all = new HashMap<>(values);
    all.put("t", new double[] {t});
    int at = 0;
    for (Variable state : states) {
      all.put(state.name(), Arrays.copyOfRange(x, at, at + state.shape().size()));
      at += state.shape().size();
    }
    for (Named let : lets) {
      if ((let.value().uses() & ~known) == 0) {
        all.put(let.name(), let.value().meaning().at(all));
      }
    }
    return all;
  }
}
