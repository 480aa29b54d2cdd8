/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The distributions of actions that policies stand for: densities as tensors, samples as numbers. */
package org.costate.runtime.learn.policy;
