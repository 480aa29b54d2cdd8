package org.costate.runtime.solve.ddp;

/** What the backward pass knows of the dynamics' second derivatives: the one difference between iLQR and DDP. */
public enum SecondOrder {
  /** iLQR: takes F for linear, the Hessians are those of the cost alone. */
  GAUSS_NEWTON,
  /** DDP: adds the Hessian of Vx' F. */
  EXACT
}
