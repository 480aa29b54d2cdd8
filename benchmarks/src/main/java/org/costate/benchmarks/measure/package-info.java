/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** How figures are taken and kept: a CPU clock, the facts of the machine, CSV files. */
package org.costate.benchmarks.measure;
