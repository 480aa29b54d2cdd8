/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Files of named arrays, which Python reads too. */
package org.costate.runtime.learn.file;
