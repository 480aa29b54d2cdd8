/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Random numbers. */
package org.costate.runtime.stats;
