/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The acceptance experiments: each draws its problems, solves them with a {@code .ctl} program and judges the outcome. */
package org.costate.benchmarks.experiments;
