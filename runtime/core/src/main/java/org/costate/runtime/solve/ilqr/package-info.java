/** iLQR: the sweep of {@link org.costate.runtime.solve.ddp} without the second derivatives of the dynamics. */
package org.costate.runtime.solve.ilqr;
