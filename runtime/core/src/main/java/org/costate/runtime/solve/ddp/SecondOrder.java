/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve.ddp;

import org.costate.runtime.problem.OptionValues;

/** What the backward pass knows of the dynamics' second derivatives: the one difference between iLQR and DDP. */
public enum SecondOrder {
  /** iLQR: takes F for linear, the Hessians are those of the cost alone. */
  GAUSS_NEWTON,
  /** DDP: adds the Hessian of Vx' F. */
  EXACT;

  /** Reads the option {@code hessian}. */
  public static SecondOrder of(OptionValues values) {
    return values.text("hessian").equals("exact") ? EXACT : GAUSS_NEWTON;
  }
}
