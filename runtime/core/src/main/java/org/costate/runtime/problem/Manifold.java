/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

/** What the values of a state variable are: how two of them differ and how one is changed a little. */
public enum Manifold {
  /** Plain numbers. */
  LINEAR,
  /** Angles in (-pi, pi]; differences are wrapped. */
  ANGLE,
  /** Unit quaternions, scalar first; a small change is a rotation vector in the body frame, three numbers. */
  QUATERNION;

  /** How many numbers a small change of a variable of {@code size} numbers has. */
  public int tangentSize(int size) {
    return this == QUATERNION ? size / 4 * 3 : size;
  }
}
