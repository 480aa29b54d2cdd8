/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ip;

import java.util.Arrays;
import org.costate.runtime.solve.kkt.Layout;

/**
 * Where no step along the Newton direction is acceptable, a point with less violation is looked for: the same method on the problem
 *
 * <pre>
 * minimize  rho sum of (p + n) + zeta/2 |D (w - w(R))|^2  subject to  c - p + n = 0,  p, n >= 0
 * </pre>
 *
 * <p>and the limits of w. Every equation is elastic, the gaps too, so its linear systems are never singular. It ends when the filter of the
 * problem itself accepts a point with a violation of at most 0.9 of the one before. If it converges, the violation has a local minimum:
 * the problem is infeasible around there.
 *
 * <p>Source: Wächter and Biegler 2006, section 3.3.
 */
final class Restoration {
  private static final double RHO = 1000;

  /** Gaps cost more: where not everything can be met, what remains should be a trajectory that misses constraints. */
  private static final double GAP_PRICE = 10;
  private static final double KAPPA = 0.9;
  private static final double LARGEST_MULTIPLIER = 1e3;

  final BarrierMethod method;

  private final IpWorkspace ws;
  private final BarrierMethod main;
  private final IpWorkspace mainWs;
  private final Proximity proximity;
  private final InitialMultipliers multipliers;
  private final Layout layout;

  /** rho, by equations. */
  private final double[] price;

  /** Variables and slacks that both phases have. */
  private final int shared;

  Restoration(BarrierMethod main, double tolerance) {
    this.main = main;
    mainWs = main.ws;
    layout = mainWs.layout;
    shared = mainWs.size;
    proximity = new Proximity(mainWs.transcription.problem, layout);
    price = new double[layout.equations];
    Arrays.fill(price, RHO);
    Arrays.fill(price, layout.gap(0), layout.equations, GAP_PRICE * RHO);
    ws = new IpWorkspace(mainWs.system, mainWs.kkt, mainWs.transcription, mainWs.slacks.elastic(price), proximity);
    method = new BarrierMethod(ws, tolerance);
    multipliers = new InitialMultipliers(mainWs);
  }

  /** Begins at the main phase's current point. */
  void begin() {
    main.search.block();
    Iterate from = mainWs.current;
    Iterate to = ws.current;
    proximity.refer(from.trajectory);
    ws.limits.share(mainWs.limits);
    to.trajectory.copyFrom(from.trajectory);
    System.arraycopy(from.v, 0, to.v, 0, shared);
    Arrays.fill(to.y, 0);
    for (int i = 0; i < shared; i++) {
      to.zl[i] = Math.min(RHO, from.zl[i]);
      to.zu[i] = Math.min(RHO, from.zu[i]);
    }
    double mu = Math.max(main.mu, main.error.violation);
    int p = shared;
    int n = shared + layout.equations;
    for (int i = 0; i < layout.equations; i++) {
      double c = mainWs.c[i];
      double rho = price[i];
      double half = (mu - rho * c) / (2 * rho);
      to.v[n + i] = half + Math.sqrt(half * half + mu * c / (2 * rho)); // (33)
      to.v[p + i] = c + to.v[n + i];
      if (!(to.v[n + i] > 0) || !(to.v[p + i] > 0)) { // lost to rounding
        to.v[n + i] = mu / rho + Math.max(0, -c);
        to.v[p + i] = c + to.v[n + i];
      }
      to.zl[n + i] = mu / to.v[n + i];
      to.zl[p + i] = mu / to.v[p + i];
    }
    Arrays.fill(to.zu, shared, ws.size, 0);
    ws.evaluate();
    method.begin(mu);
  }

  /** Whether the point reached is good enough to go on with the problem itself. */
  boolean isDone() {
    return violation() <= KAPPA * main.search.violation() && acceptable();
  }

  private boolean acceptable() {
    place();
    double theta = IpWorkspace.violation(mainWs.cTrial);
    return main.search.acceptsRestored(theta, mainWs.merit(mainWs.trial, mainWs.costTrial, main.mu));
  }

  /** theta of the problem itself at the point reached. */
  double violation() {
    double sum = 0;
    for (int i = 0; i < layout.equations; i++) {
      sum += Math.abs(original(i));
    }
    return sum;
  }

  /** An equation without its elastic slacks. */
  private double original(int i) {
    return ws.c[i] + ws.current.v[shared + i] - ws.current.v[shared + layout.equations + i];
  }

  /** The point reached becomes the main phase's trial point. */
  void place() {
    Iterate to = mainWs.trial;
    to.trajectory.copyFrom(ws.current.trajectory);
    System.arraycopy(ws.current.v, 0, to.v, 0, shared);
    for (int i = 0; i < layout.equations; i++) {
      mainWs.cTrial[i] = original(i);
    }
    mainWs.costTrial = ws.cost;
  }

  /** The main phase goes on from the point reached. @return false if its derivatives are not finite */
  boolean end() {
    place();
    Arrays.fill(mainWs.dy, 0);
    Arrays.fill(mainWs.dzl, 0);
    Arrays.fill(mainWs.dzu, 0);
    mainWs.accept(0, 0);
    Iterate w = mainWs.current;
    double largest = 0;
    for (int i = 0; i < shared; i++) {
      largest = Math.max(largest, Math.max(ws.current.zl[i], ws.current.zu[i]));
    }
    for (int i = 0; i < shared; i++) {
      w.zl[i] = mainWs.limits.hasLower(i) ? largest > LARGEST_MULTIPLIER ? 1 : ws.current.zl[i] : 0;
      w.zu[i] = mainWs.limits.hasUpper(i) ? largest > LARGEST_MULTIPLIER ? 1 : ws.current.zu[i] : 0;
    }
    Arrays.fill(w.y, 0);
    if (!mainWs.expand()) {
      return false;
    }
    multipliers.estimate();
    return true;
  }
}
