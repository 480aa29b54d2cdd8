/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What names mean, what shapes expressions have, and whether a program is one: tree in, side tables and diagnostics out. The entry is {@link
 * org.costate.compiler.check.Checker}; one class holds one family of rules.
 */
package org.costate.compiler.check;
