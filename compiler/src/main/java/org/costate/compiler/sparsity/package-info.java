/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Structural patterns of sparse derivatives. */
package org.costate.compiler.sparsity;
