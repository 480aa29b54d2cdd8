/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Constraints and limits of states by an augmented Lagrangian around the sweeps of iLQR and DDP. See docs/algorithms/al-ilqr.md. */
package org.costate.runtime.solve.al;
