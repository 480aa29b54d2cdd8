/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/**
 * How far a point is from satisfying the first-order conditions of an optimum, in the problem's own units, none of them scaled.
 *
 * @param stationarity largest entry of the Lagrangian's gradient; where a method keeps no multipliers of limits, projected on the limits
 * @param violation largest violation of a constraint, a limit, or of the dynamics
 * @param complementarity largest product of a multiplier and its slack
 */
public record Kkt(double stationarity, double violation, double complementarity) {}
