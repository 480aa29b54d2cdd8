/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * One rewrite a class, each with the reason why it is exact for IEEE doubles: equal for every operand, NaN (of which there is one here),
 * infinities and signed zeros included.
 *
 * <p>Rules that look right and are not, so they are absent:
 *
 * <ul>
 *   <li>{@code x * 0 -> 0}: NaN for NaN and the infinities, -0.0 for negative x;
 *   <li>{@code x - x -> 0}: NaN for NaN and the infinities;
 *   <li>{@code x + 0.0 -> x}: 0.0 for x = -0.0;
 *   <li>{@code -(a - b) -> b - a}: -0.0 against 0.0 for a = b;
 *   <li>{@code x / c -> x * (1 / c)} for any c: two roundings against one;
 *   <li>reordering sums and products of three: other roundings.
 * </ul>
 *
 * <p>Structural zeros therefore never come from rewriting but from the sparse rows of the derivatives.
 */
package org.costate.compiler.simplify.rule;
