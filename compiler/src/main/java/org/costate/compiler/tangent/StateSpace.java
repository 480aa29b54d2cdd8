/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.VariableInfo;

/**
 * The coordinates of a state, design variables last, and the directions in which it can change.
 *
 * @param parts in the order of their coordinates
 * @param nx coordinates
 * @param ndx directions
 */
public record StateSpace(List<Part> parts, int nx, int ndx) {
  private static final int QUATERNION_SIZE = 4;

  /**
   * One number, or one quaternion.
   *
   * @param at its first coordinate, {@code direction} its first direction
   */
  public record Part(Manifold manifold, int at, int direction) {
    /** How many coordinates it has. */
    public int size() {
      return manifold == Manifold.QUATERNION ? QUATERNION_SIZE : 1;
    }

    /** How many directions it has. */
    public int directions() {
      return manifold.tangentSize(size());
    }
  }

  public StateSpace {
    parts = List.copyOf(parts);
  }

  /** The states of a problem, what no variable covers being plain numbers, then its design variables. */
  public static StateSpace of(ProblemGraph problem) {
    int nx = problem.x().size() + problem.design().size();
    Manifold[] manifolds = new Manifold[nx];
    Arrays.fill(manifolds, Manifold.LINEAR);
    for (VariableInfo variable : problem.variables()) {
      if (variable.kind() == VariableInfo.Kind.STATE) {
        Arrays.fill(manifolds, variable.offset(), variable.offset() + variable.size(), variable.manifold());
      }
    }
    List<Part> parts = new ArrayList<>();
    int direction = 0;
    for (int at = 0; at < nx;) {
      Part part = new Part(manifolds[at], at, direction);
      parts.add(part);
      at += part.size();
      direction += part.directions();
    }
    return new StateSpace(parts, nx, direction);
  }

  /** Whether directions are coordinates, so that derivatives need no change. */
  boolean isFlat() {
    return nx == ndx;
  }

  /** The quaternions among the parts. */
  public List<Part> quaternions() {
    return parts.stream().filter(part -> part.manifold() == Manifold.QUATERNION).toList();
  }
}
