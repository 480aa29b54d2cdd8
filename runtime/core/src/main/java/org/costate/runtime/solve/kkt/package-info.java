/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The linear systems of constrained optimal control, solved in an effort that grows with the horizon and not with its cube. */
package org.costate.runtime.solve.kkt;
