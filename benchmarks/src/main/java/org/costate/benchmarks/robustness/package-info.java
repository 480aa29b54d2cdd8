/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The figures of docs/robustness.md: the classic problems from random guesses and with other constants, and whether "converged" is true. */
package org.costate.benchmarks.robustness;
