/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Networks at work: weights, and back ends that compute tensors of a graph in floats. */
package org.costate.runtime.learn.nn;
