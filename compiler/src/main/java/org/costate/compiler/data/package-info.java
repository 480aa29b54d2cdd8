/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Data files: from their text to rows of cells that know where they stand. */
package org.costate.compiler.data;
