/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Plants in time: a problem's dynamics with noise, pushes and random starts, and the loop that a controller closes around them. */
package org.costate.runtime.sim;
