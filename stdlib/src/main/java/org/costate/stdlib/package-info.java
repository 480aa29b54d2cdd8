/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The {@code .ctl} files that ship with Costate. */
package org.costate.stdlib;
