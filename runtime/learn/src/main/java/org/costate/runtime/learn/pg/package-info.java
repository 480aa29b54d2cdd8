/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Policy gradients: one file a method, each with a page in docs/algorithms. */
package org.costate.runtime.learn.pg;
