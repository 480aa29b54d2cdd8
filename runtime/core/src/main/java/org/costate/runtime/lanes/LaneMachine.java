/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.Arrays;
import java.util.List;
import org.costate.runtime.arithmetic.TrigonometryLanes;

/**
 * Runs a {@link LanePlan}. The values of a case are bit for bit those of the generated code: the same operations on the same numbers. Owns all
 * memory, so a run allocates nothing; for one thread.
 */
public final class LaneMachine {
  private final LanePlan plan;
  private final Frame[] frames;
  private final TrigonometryLanes trigonometry;
  private final LaneSolves solves = new LaneSolves();
  private int n;

  /** A routine's memory. A call exchanges registers instead of copying them. */
  private static final class Frame {
    final LanePlan.Routine routine;
    final LaneStep[] steps;
    final double[][] registers;
    final double[] scalars;
    final LaneNewton[] newtons;

    Frame(LanePlan.Routine routine, int lanes) {
      this.routine = routine;
      steps = routine.steps().toArray(LaneStep[]::new);
      registers = new double[routine.registers()][];
      for (int i = routine.same().size(); i < registers.length; i++) {
        registers[i] = new double[lanes];
      }
      scalars = new double[routine.scalars()];
      for (int i = 0; i < routine.constants().size(); i++) {
        scalars[routine.constantAt().get(i)] = routine.constants().get(i);
      }
      newtons = routine.unknowns().stream().map(n -> new LaneNewton(n, lanes)).toArray(LaneNewton[]::new);
    }
  }

  /** @param lanes how many cases at most at a time */
  public LaneMachine(LanePlan plan, int lanes) {
    this.plan = plan;
    frames = plan.routines().stream().map(r -> new Frame(r, lanes)).toArray(Frame[]::new);
    trigonometry = new TrigonometryLanes(lanes);
  }

  /**
   * The step with its cost.
   *
   * @param n how many cases
   * @param x by number, then by case; not modified, as {@code u} and {@code d}
   * @param d by number, then by case; of data that is the same for all cases only the first case is read
   * @param next next x, then l; the arrays are exchanged for others
   */
  public void stage(int n, double[][] x, double[][] u, double[][] d, double[][] next) {
    Frame frame = frames[plan.stage()];
    pass(frame, x, 0);
    pass(frame, u, x.length);
    pass(frame, d, x.length + u.length);
    run(frame, n, next);
  }

  /** The terminal cost of x; as {@link #stage}. */
  public void terminal(int n, double[][] x, double[][] d, double[][] cost) {
    Frame frame = frames[plan.terminal()];
    pass(frame, x, 0);
    pass(frame, d, x.length);
    run(frame, n, cost);
  }

  private static void pass(Frame frame, double[][] numbers, int at) {
    for (int i = 0; i < numbers.length; i++) {
      frame.registers[at + i] = numbers[i];
      frame.scalars[at + i] = numbers[i][0];
    }
  }

  private void run(Frame frame, int count, double[][] outputs) {
    n = count;
    run(frame);
    for (int i = 0; i < outputs.length; i++) {
      int from = frame.routine.outputs().get(i);
      double[] result = frame.registers[from];
      frame.registers[from] = outputs[i];
      outputs[i] = result;
    }
  }

  private void run(Frame frame) {
    double[][] registers = frame.registers;
    double[] scalars = frame.scalars;
    for (LaneStep step : frame.steps) {
      switch (step) {
        case LaneStep.Loop loop -> loop.code().run(registers, scalars, n);
        case LaneStep.Trigonometric trigonometric -> trigonometric(trigonometric, registers);
        case LaneStep.Scalar scalar -> scalars[scalar.target()] =
            LaneScalars.value(scalar.op(), scalars[scalar.a()], scalars[scalar.b()], scalars[scalar.c()]);
        case LaneStep.Fill fill -> Arrays.fill(registers[fill.register()], 0, n, scalars[fill.scalar()]);
        case LaneStep.Copy copy ->
          System.arraycopy(registers[copy.register()], 0, registers[copy.target()], 0, n);
        case LaneStep.Call call -> call(call, frame);
        case LaneStep.Newton newton -> newton(newton, frame);
        case LaneStep.Solve solve -> solves.solve(solve, registers, n);
        case LaneStep.Look look -> solves.look(look, registers, n);
      }
    }
  }

  private void trigonometric(LaneStep.Trigonometric step, double[][] registers) {
    double[] angle = registers[step.angle()];
    if (step.cosine() < 0) {
      trigonometry.sin(angle, registers[step.sine()], n);
    } else if (step.sine() < 0) {
      trigonometry.cos(angle, registers[step.cosine()], n);
    } else {
      trigonometry.sinCos(angle, registers[step.sine()], registers[step.cosine()], n);
    }
  }

  private void call(LaneStep.Call call, Frame caller) {
    Frame callee = frames[call.routine()];
    List<Boolean> same = callee.routine.same();
    for (int i = 0; i < same.size(); i++) {
      int argument = call.arguments().get(i);
      if (same.get(i)) {
        callee.scalars[i] = caller.scalars[argument];
      } else {
        callee.registers[i] = caller.registers[argument];
      }
    }
    run(callee);
    List<Integer> results = call.results();
    for (int i = 0; i < results.size(); i++) {
      int to = results.get(i);
      if (to >= 0) {
        int from = callee.routine.outputs().get(i);
        double[] result = callee.registers[from];
        callee.registers[from] = caller.registers[to];
        caller.registers[to] = result;
      }
    }
  }

  /** All cases together, until the last one has ended; those that ended before are computed in vain. */
  private void newton(LaneStep.Newton step, Frame caller) {
    Frame system = frames[step.system()];
    LaneNewton newton = caller.newtons[step.number()];
    newton.begin(step, caller.registers, n);
    List<Boolean> same = system.routine.same();
    for (int i = 0; i < same.size(); i++) {
      int argument = step.arguments().get(i);
      if (i < step.unknowns()) {
        system.registers[i] = newton.unknown(i);
      } else if (same.get(i)) {
        system.scalars[i] = caller.scalars[argument];
      } else {
        system.registers[i] = caller.registers[argument];
      }
    }
    do {
      run(system);
    } while (newton.proceed(system.registers, system.routine.outputs(), n));
    newton.end(step, caller.registers);
  }
}
