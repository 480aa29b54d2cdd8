/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** What can be said of a solution without trusting the solver that found it. */
package org.costate.runtime.solve.certify;
