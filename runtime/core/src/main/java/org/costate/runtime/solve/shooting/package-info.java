/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Multiple shooting by the sweeps of iLQR and DDP, from states that need not fit together. See docs/algorithms/fddp.md. */
package org.costate.runtime.solve.shooting;
