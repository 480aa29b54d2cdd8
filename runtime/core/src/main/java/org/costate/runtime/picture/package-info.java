/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Views as pixels, for policies that see. */
package org.costate.runtime.picture;
