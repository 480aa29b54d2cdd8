/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.List;

/**
 * The same problem with the stages of its implicit integrator as unknowns: its controls are the problem's, then stage by stage the states and
 * the algebraic variables; at k = 0..N-1 its first constraints are as many equations. See {@link LiftedProblem}.
 *
 * @param className the binary name of its {@link GeneratedProblem}, whose info tells the rest
 * @param nodes where in a step each stage is, from 0 to 1
 */
public record Stages(String className, List<Double> nodes) {
  public Stages {
    nodes = List.copyOf(nodes);
  }
}
