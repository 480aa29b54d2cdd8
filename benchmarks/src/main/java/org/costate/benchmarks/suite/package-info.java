/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The figures of docs/benchmarks.md: compilation, functions, solves, whole processes. */
package org.costate.benchmarks.suite;
