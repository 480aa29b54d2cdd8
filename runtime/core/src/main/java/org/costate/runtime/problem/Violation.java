/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/**
 * A constraint, or a limit of a state or control, that a trajectory does not keep.
 *
 * @param name of the constraint, see {@link ConstraintInfo}, or of the state or control
 * @param line where it is declared
 * @param k the step of the trajectory where it is kept least
 * @param amount by how much it is not kept there, positive, or NaN
 */
public record Violation(String name, int line, int k, double amount) {}
