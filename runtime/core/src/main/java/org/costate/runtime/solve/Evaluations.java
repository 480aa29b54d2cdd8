/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

/**
 * How often the problem was evaluated along a whole horizon.
 *
 * @param rollouts simulations, started ones included
 * @param expansions linearizations of the dynamics with the expansion of the cost
 * @param backwardPasses sweeps, abandoned ones included
 */
public record Evaluations(int rollouts, int expansions, int backwardPasses) {}
