/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * One constraint: a number that is zero, or at most zero, where it holds.
 *
 * @param name its label, or its text in the source; one of several that an item stands for has its number behind it, {@code clear[2]},
 *     {@code (p == goal)[1]}, and one of two limits says which, {@code stop (lower)}
 * @param line the line of its declaration
 * @param equality whether c = 0; otherwise c <= 0
 * @param unit of c, in which its values count, coherent with the SI; empty if it is not known
 */
public record ConstraintInfo(String name, int line, boolean equality, String unit) {}
