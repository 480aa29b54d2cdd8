/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * States that are no vector space: how two of them differ, how one is moved, how a step ends on the manifold, and derivatives in the
 * directions in which a state can change. What solvers see has {@code ndx} directions; nothing else knows of {@code nx} coordinates.
 *
 * <p>A unit quaternion q = [w, x, y, z] is moved in the body frame: q * exp(d / 2), d a rotation vector. Source of the formulas: Sola, Deray,
 * Atchuthan, A micro Lie theory for state estimation in robotics, 2018, section IV and appendix B.
 */
package org.costate.compiler.tangent;
