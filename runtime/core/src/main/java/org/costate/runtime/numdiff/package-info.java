/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Finite differences of a problem: the oracle for its derivatives. */
package org.costate.runtime.numdiff;
