/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Networks in floats: weights, the back ends that run graphs of tensors, what improves weights by gradients, and files of weights.
 */
package org.costate.runtime.learn.nn;
