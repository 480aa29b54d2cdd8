/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Model predictive control: planning again and again from the state that is, with any solver; see docs/algorithms/mpc.md. */
package org.costate.runtime.mpc;
