/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * A constraint that must hold; soft ones are part of the cost.
 *
 * @param name its label, or its text in the source
 * @param line the line of its declaration
 */
public record ConstraintInfo(String name, int line) {}
