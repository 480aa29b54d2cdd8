/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A {@link LaneProgram} in steps, with registers, and with loops in generated code. What does not differ from case to case is found here and
 * becomes scalars. Immutable, so machines of several threads share one.
 */
public final class LanePlan {
  private final List<Routine> routines;
  private final LaneProgram program;

  /**
   * @param same by input, whether it is a scalar
   * @param constants scalars that never change: numbers of values and their values
   * @param registers how many; the first ones are the inputs
   * @param outputs registers
   * @param unknowns how many each of its iterations has
   */
  record Routine(List<Boolean> same, List<LaneStep> steps, int registers, int scalars, List<Integer> constantAt,
      List<Double> constants, List<Integer> outputs, List<Integer> unknowns) {}

  private LanePlan(LaneProgram program, List<Routine> routines) {
    this.program = program;
    this.routines = List.copyOf(routines);
  }

  /** @param sameData whether d is the same for all cases */
  public static LanePlan of(LaneProgram program, boolean sameData) {
    int count = program.routines().size();
    boolean[][] same = new boolean[count][];
    for (int i = 0; i < count; i++) {
      same[i] = new boolean[program.routines().get(i).inputs()];
      Arrays.fill(same[i], true);
    }
    Arrays.fill(same[program.stage()], 0, sameData ? program.nx() + program.nu() : same[program.stage()].length, false);
    Arrays.fill(same[program.terminal()], 0, sameData ? program.nx() : same[program.terminal()].length, false);
    Routine[] routines = new Routine[count];
    for (int i = count - 1; i >= 0; i--) { // callers before what they call: their arguments decide
      new RoutinePlanner(program, program.routines().get(i), same).spread();
    }
    for (int i = 0; i < count; i++) {
      routines[i] = new RoutinePlanner(program, program.routines().get(i), same).plan(same[i]);
    }
    return new LanePlan(program, new ArrayList<>(Arrays.asList(routines)));
  }

  List<Routine> routines() {
    return routines;
  }

  int stage() {
    return program.stage();
  }

  int terminal() {
    return program.terminal();
  }
}
