/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The interior-point method for constrained problems: multiple shooting, a filter line search, and a Riccati recursion for its steps. */
package org.costate.runtime.solve.ip;
