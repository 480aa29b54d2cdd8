/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Linear systems with quadratic costs and Gaussian noise: regulators, filters, maximum-entropy controllers; see docs/algorithms/lqr.md. */
package org.costate.runtime.lq;
