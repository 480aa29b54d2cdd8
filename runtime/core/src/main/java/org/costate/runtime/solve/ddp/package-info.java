/**
 * Differential dynamic programming with control limits. iLQR is the same sweep without the second derivatives of the dynamics, see
 * {@link org.costate.runtime.solve.ddp.SecondOrder}. Derivation, symbols, sources and deviations: docs/algorithms/ilqr-ddp.md.
 */
package org.costate.runtime.solve.ddp;
