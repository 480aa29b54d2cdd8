/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

/** Numbers that lie one behind the other. */
@SuppressWarnings("ArrayRecordComponent") // a place to write to, not a value
record Block(float[] values, int offset) {}
