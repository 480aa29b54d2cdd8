/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Files that Costate writes. */
package org.costate.runtime.file;
