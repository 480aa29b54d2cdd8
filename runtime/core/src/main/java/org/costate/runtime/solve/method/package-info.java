/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** From the word after {@code using} to a solver. */
package org.costate.runtime.solve.method;
