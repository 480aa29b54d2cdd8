/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Guided policy search: trajectories are optimized, with a model or without one, and a network learns from them. */
package org.costate.runtime.learn.gps;
