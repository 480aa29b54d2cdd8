/**
 * What a control problem is to a solver, and what generated code implements.
 *
 * <p>Sizes: {@code nx} coordinates of a state, {@code ndx} of its tangent (a quaternion has 4 and 3), {@code nu} controls, {@code np}
 * params, {@code ns} signals, {@code N} steps. Matrices are row-major {@code double[]}. All derivatives with respect to a state are in
 * tangent coordinates.
 */
package org.costate.runtime.problem;
