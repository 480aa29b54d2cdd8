/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.gps;

/**
 * What was measured in some trials of one condition.
 *
 * <p>{@code states} [count x (T + 1) x n], {@code actions} [count x T x m] as they were asked for, {@code observations} [count x T x no].
 */
final class Trials {
  final int count;
  final int T;
  final int n;
  final int m;
  final int no;
  final double[] states;
  final double[] actions;
  final double[] observations;

  Trials(int count, int T, int n, int m, int no) {
    this.count = count;
    this.T = T;
    this.n = n;
    this.m = m;
    this.no = no;
    states = new double[count * (T + 1) * n];
    actions = new double[count * T * m];
    observations = new double[count * T * no];
  }

  /** Where the state at step t of a trial begins. */
  int state(int trial, int t) {
    return (trial * (T + 1) + t) * n;
  }

  int action(int trial, int t) {
    return (trial * T + t) * m;
  }

  int observation(int trial, int t) {
    return (trial * T + t) * no;
  }
}
