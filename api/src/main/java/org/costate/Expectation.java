/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

/**
 * One {@code expect} of a solve block, after the solve.
 *
 * @param text as written
 * @param line where it stands
 * @param holds whether it is true of the solution
 */
public record Expectation(String text, int line, boolean holds) {}
