/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Rewrites that keep every bit of the value: constant folding and the {@link org.costate.compiler.simplify.rule rules}. */
package org.costate.compiler.simplify;
