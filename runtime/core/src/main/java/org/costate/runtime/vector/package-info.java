/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The vectors of the processor, in virtual machines that were started with the module {@code jdk.incubator.vector}: whether there are any, when they pay,
 * and products of matrices.
 */
package org.costate.runtime.vector;
