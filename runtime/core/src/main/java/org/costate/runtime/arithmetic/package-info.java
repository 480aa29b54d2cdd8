/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Elementary functions that generated code calls. */
package org.costate.runtime.arithmetic;
