/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The choice of a method by what a problem has. See docs/algorithms/auto.md. */
package org.costate.runtime.solve.auto;
