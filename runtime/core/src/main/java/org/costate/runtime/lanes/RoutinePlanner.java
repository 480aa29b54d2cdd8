/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.lanes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Plans one routine: what is the same for all cases, which instructions share a loop, and where values are kept between loops. */
final class RoutinePlanner {
  /**
   * How large a loop may be: an operation counts 1, an array that is read or written 2. Above some 45 the JIT compiler does not unroll a loop far
   * enough for vector instructions, and it takes five times as long.
   */
  private static final int LARGEST_LOOP = 38;

  private static final int ARRAY_SIZE = 2;

  /** Operations that are calls or jumps anyway share a loop up to here. */
  private static final int LONGEST_CALLING_LOOP = 4;

  /** How far ahead of the first instruction that is not done others are looked for, so that not too many values wait. */
  private static final int WINDOW = 200;

  private static final int NEVER = Integer.MAX_VALUE;

  private final LaneProgram program;
  private final LaneProgram.Routine routine;

  /** By routine and input. */
  private final boolean[][] sameInputs;

  private final int firstResult;
  private final int[] results;
  private final boolean[] same;

  /** By value: how many instructions read it, and one more for an output. */
  private final int[] uses;

  /** By instruction, the condition without which it need not be done and the side of it; only for factorizations and solves. */
  private final Guard[] guards;

  private final List<int[]> groups = new ArrayList<>();
  private int[] lastUse;
  private int[] register;
  private int[] filled;
  private int registers;
  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final List<LaneStep> steps = new ArrayList<>();
  private final List<Integer> unknowns = new ArrayList<>();

  private record Guard(int condition, boolean side) {
    /** Something needs it in any case. */
    static final Guard NONE = new Guard(-1, false);
  }

  RoutinePlanner(LaneProgram program, LaneProgram.Routine routine, boolean[][] sameInputs) {
    this.program = program;
    this.routine = routine;
    this.sameInputs = sameInputs;
    firstResult = routine.inputs() + routine.constants();
    results = new int[routine.instructions() + 1];
    results[0] = firstResult;
    for (int i = 0; i < routine.instructions(); i++) {
      results[i + 1] = results[i] + program.results(routine, i);
    }
    same = new boolean[results[routine.instructions()]];
    Arrays.fill(same, routine.inputs(), firstResult, true);
    System.arraycopy(sameInputs[program.routines().indexOf(routine)], 0, same, 0, routine.inputs());
    for (int i = 0; i < routine.instructions(); i++) {
      if (routine.op(i).elementary()) {
        boolean all = true;
        for (int operand : operands(i)) {
          all &= same[operand];
        }
        Arrays.fill(same, results[i], results[i + 1], all);
      }
    }
    uses = new int[same.length];
    guards = new Guard[routine.instructions()];
  }

  /** Backwards, so that what only unneeded instructions read is not needed either. */
  private void countUses() {
    for (int i = 0; i < routine.outputs(); i++) {
      uses[routine.output(i)]++;
    }
    for (int i = routine.instructions() - 1; i >= 0; i--) {
      if (isNeeded(i)) {
        for (int operand : distinctOperands(i)) {
          uses[operand]++;
        }
      }
    }
  }

  /** Of a choice both sides are computed, but solves, which take long, only for the cases that take them. Backwards: users come first. */
  private void findGuards() {
    int[] maker = new int[same.length];
    Arrays.fill(maker, -1);
    for (int i = 0; i < routine.instructions(); i++) {
      Arrays.fill(maker, results[i], results[i + 1], i);
    }
    for (int i = 0; i < routine.outputs(); i++) {
      demand(maker[routine.output(i)], Guard.NONE);
    }
    for (int i = routine.instructions() - 1; i >= 0; i--) {
      if (!isNeeded(i)) {
        continue;
      }
      if (!routine.op(i).solves() || guards[i].condition >= results[i]) { // not known before
        guards[i] = Guard.NONE;
      }
      for (int operand : distinctOperands(i)) {
        demand(maker[operand], demanded(i, operand));
      }
    }
  }

  private Guard demanded(int user, int value) {
    if (routine.op(user) != LaneOp.SELECT) {
      return guards[user];
    }
    int condition = routine.number(user, 2);
    boolean whenTrue = routine.number(user, 0) == value;
    boolean both = whenTrue && routine.number(user, 1) == value || condition == value;
    return both ? Guard.NONE : new Guard(condition, whenTrue);
  }

  private void demand(int instruction, Guard guard) {
    if (instruction >= 0) {
      guards[instruction] = guards[instruction] == null || guards[instruction].equals(guard) ? guard : Guard.NONE;
    }
  }

  /** What must be there before an instruction is done. */
  private int[] needs(int instruction) {
    int[] operands = operands(instruction);
    if (guards[instruction].condition < 0) {
      return operands;
    }
    int[] needs = Arrays.copyOf(operands, operands.length + 1);
    needs[operands.length] = guards[instruction].condition;
    return needs;
  }

  private boolean isNeeded(int instruction) {
    for (int value = results[instruction]; value < results[instruction + 1]; value++) {
      if (uses[value] > 0) {
        return true;
      }
    }
    return false;
  }

  private int[] operands(int instruction) {
    LaneOp op = routine.op(instruction);
    int[] operands;
    if (op.elementary()) {
      operands = new int[op.arity()];
      Arrays.setAll(operands, i -> routine.number(instruction, i));
    } else {
      operands = new int[program.listedOperands(routine, instruction)];
      int list = routine.number(instruction, 1);
      Arrays.setAll(operands, i -> routine.listed(list + i));
    }
    return operands;
  }

  /** Lets the routines that are called know which inputs differ. */
  void spread() {
    for (int i = 0; i < routine.instructions(); i++) {
      LaneOp op = routine.op(i);
      if (op == LaneOp.CALL || op == LaneOp.NEWTON) {
        boolean[] callee = sameInputs[routine.number(i, 0)];
        int[] operands = operands(i);
        int varied = op == LaneOp.NEWTON ? routine.number(i, 2) : 0;
        for (int input = 0; input < callee.length; input++) {
          callee[input] &= same[operands[input]] && input >= varied;
        }
      }
    }
  }

  LanePlan.Routine plan(boolean[] inputs) {
    countUses();
    findGuards();
    group();
    findLastUses();
    register = new int[same.length];
    filled = new int[same.length];
    Arrays.fill(register, -1);
    Arrays.fill(filled, -1);
    for (int i = 0; i < routine.inputs(); i++) {
      register[i] = i;
    }
    registers = routine.inputs();
    for (int g = 0; g < groups.size(); g++) {
      step(g);
    }
    List<Integer> outputs = outputs();
    List<Boolean> flags = new ArrayList<>();
    for (boolean input : inputs) {
      flags.add(input);
    }
    List<Integer> at = new ArrayList<>();
    List<Double> constants = new ArrayList<>();
    for (int i = 0; i < routine.constants(); i++) {
      at.add(routine.inputs() + i);
      constants.add(routine.constant(i));
    }
    return new LanePlan.Routine(flags, steps, registers, same.length, at, constants, outputs, unknowns);
  }

  /** Whether it is one of the instructions that a loop is made of. */
  private boolean loops(int instruction) {
    return routine.op(instruction).loops() && !same[results[instruction]];
  }

  /** Orders instructions into groups: each a loop, or one instruction that is none. */
  private void group() {
    int count = routine.instructions();
    boolean[] done = new boolean[count];
    for (int i = 0; i < count; i++) {
      done[i] = !isNeeded(i);
    }
    boolean[] known = new boolean[same.length];
    Arrays.fill(known, 0, firstResult, true);
    int first = 0;
    while (first < count) {
      int end = Math.min(count, first + WINDOW);
      for (int i = first; i < end; i++) {
        if (!done[i] && !loops(i) && ready(i, known)) {
          finish(new int[] {i}, known);
          done[i] = true;
        }
      }
      int[] loop = loop(first, end, done, known);
      if (loop.length > 0) {
        finish(loop, known);
      }
      while (first < count && done[first]) {
        first++;
      }
    }
  }

  private void finish(int[] group, boolean[] known) {
    groups.add(group);
    for (int i : group) {
      Arrays.fill(known, results[i], results[i + 1], true);
    }
  }

  private boolean ready(int instruction, boolean[] known) {
    for (int operand : needs(instruction)) {
      if (!known[operand]) {
        return false;
      }
    }
    return true;
  }

  private int[] loop(int first, int end, boolean[] done, boolean[] known) {
    LoopChoice choice = new LoopChoice();
    boolean vectorizes = true;
    while (true) {
      int best = -1;
      int least = NEVER;
      for (int i = first; i < end; i++) {
        boolean fits = !done[i] && loops(i) && ready(i, known)
            && (choice.isEmpty() || routine.op(i).vectorizes() == vectorizes);
        int growth = fits ? choice.growth(i) : NEVER;
        if (growth < least) {
          best = i;
          least = growth;
        }
        if (fits && choice.isEmpty()) {
          break; // begins with the first one
        }
      }
      if (best < 0 || !choice.isEmpty()
          && (vectorizes ? choice.size + least > LARGEST_LOOP : choice.loop.size() == LONGEST_CALLING_LOOP)) {
        return choice.loop.stream().mapToInt(Integer::intValue).toArray();
      }
      vectorizes = routine.op(best).vectorizes();
      choice.add(best);
      done[best] = true;
      known[results[best]] = true;
    }
  }

  /** The instructions of a loop while it is put together. */
  private final class LoopChoice {
    final List<Integer> loop = new ArrayList<>();
    int size;
    private final Set<Integer> read = new HashSet<>();

    /** Of values made here, how many uses are elsewhere. */
    private final Map<Integer, Integer> usesOutside = new HashMap<>();

    boolean isEmpty() {
      return loop.isEmpty();
    }

    /** By how much the size grows with an instruction, whose result nothing here uses yet. */
    int growth(int instruction) {
      int growth = 1 + ARRAY_SIZE;
      for (int operand : distinctOperands(instruction)) {
        Integer left = usesOutside.get(operand);
        if (left != null) {
          growth -= left == 1 ? ARRAY_SIZE : 0;
        } else if (!same[operand] && !read.contains(operand)) {
          growth += ARRAY_SIZE;
        }
      }
      return growth;
    }

    void add(int instruction) {
      size += growth(instruction);
      for (int operand : distinctOperands(instruction)) {
        if (usesOutside.computeIfPresent(operand, (value, left) -> left - 1) == null) {
          read.add(operand);
        }
      }
      usesOutside.put(results[instruction], uses[results[instruction]]);
      loop.add(instruction);
    }
  }

  private int[] distinctOperands(int instruction) {
    return Arrays.stream(operands(instruction)).distinct().toArray();
  }

  private void findLastUses() {
    lastUse = new int[same.length];
    Arrays.fill(lastUse, -1);
    for (int g = 0; g < groups.size(); g++) {
      for (int i : groups.get(g)) {
        for (int operand : needs(i)) {
          lastUse[operand] = g;
        }
      }
    }
    for (int i = 0; i < routine.outputs(); i++) {
      lastUse[routine.output(i)] = NEVER;
    }
  }

  private int take(int value) {
    register[value] = free.isEmpty() ? registers++ : free.pop();
    return register[value];
  }

  private void release(int group) {
    for (int i : groups.get(group)) {
      for (int operand : needs(i)) {
        if (operand >= firstResult && lastUse[operand] == group && register[operand] >= 0) {
          free.push(register[operand]);
          register[operand] = -1;
        }
      }
    }
  }

  private void step(int g) {
    int first = groups.get(g)[0];
    LaneOp op = routine.op(first);
    if (loops(first)) {
      loop(g);
    } else if (op.elementary() && same[results[first]]) {
      scalar(first, op);
    } else {
      List<Integer> targets = new ArrayList<>();
      List<Integer> arguments = new ArrayList<>();
      int[] operands = operands(first);
      for (int i = 0; i < operands.length; i++) {
        boolean scalar = op == LaneOp.CALL && sameInputs[routine.number(first, 0)][i]
            || op == LaneOp.NEWTON && sameInputs[routine.number(first, 0)][i];
        arguments.add(scalar ? operands[i] : inRegister(operands[i]));
      }
      for (int value = results[first]; value < results[first + 1]; value++) {
        targets.add(lastUse[value] > g ? take(value) : -1);
      }
      steps.add(single(first, op, arguments, targets));
      release(g);
    }
  }

  private LaneStep single(int instruction, LaneOp op, List<Integer> arguments, List<Integer> targets) {
    int a = routine.number(instruction, 0);
    int c = routine.number(instruction, 2);
    return switch (op) {
      case SIN -> new LaneStep.Trigonometric(arguments.getFirst(), targets.getFirst(), -1);
      case COS -> new LaneStep.Trigonometric(arguments.getFirst(), -1, targets.getFirst());
      case SIN_COS -> new LaneStep.Trigonometric(arguments.getFirst(), targets.getFirst(), targets.getLast());
      case CALL -> new LaneStep.Call(a, arguments, targets);
      case NEWTON -> {
        unknowns.add(c);
        yield new LaneStep.Newton(unknowns.size() - 1, a, c, arguments, targets);
      }
      case TABLE -> new LaneStep.Look(program.tables().get(a), c / 16, c % 16, arguments, targets.getFirst());
      default -> {
        Guard guard = guards[instruction];
        int condition = guard.condition < 0 ? -1 : inRegister(guard.condition);
        yield new LaneStep.Solve(op, a, arguments, targets, condition, guard.side ? 1 : 0);
      }
    };
  }

  private void scalar(int instruction, LaneOp op) {
    int a = routine.number(instruction, 0);
    int target = results[instruction];
    if (op == LaneOp.SIN_COS) {
      steps.add(new LaneStep.Scalar(LaneOp.SIN, target, a, a, a));
      steps.add(new LaneStep.Scalar(LaneOp.COS, target + 1, a, a, a));
    } else {
      steps.add(new LaneStep.Scalar(op, target, a, routine.number(instruction, 1), routine.number(instruction, 2)));
    }
  }

  /** A value that is the same everywhere gets a register once it is needed in one. */
  private int inRegister(int value) {
    if (!same[value]) {
      return register[value];
    }
    if (filled[value] < 0) {
      filled[value] = registers++;
      steps.add(new LaneStep.Fill(filled[value], value));
    }
    return filled[value];
  }

  private void loop(int g) {
    List<LoopWriter.Operation> operations = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    List<Integer> outgoing = new ArrayList<>();
    for (int i : groups.get(g)) {
      LaneOp op = routine.op(i);
      int a = routine.number(i, 0);
      operations.add(new LoopWriter.Operation(op, results[i], a, routine.number(i, 1), routine.number(i, 2)));
      for (int operand : operands(i)) {
        if (register[operand] >= 0) {
          places.put(operand, register[operand]);
        }
      }
    }
    release(g); // of one case all is read before anything is written
    for (int i : groups.get(g)) {
      if (lastUse[results[i]] > g) {
        places.put(results[i], take(results[i]));
        outgoing.add(results[i]);
      }
    }
    steps.add(new LaneStep.Loop(LoopWriter.write(operations, places, outgoing, new LoopWriter.Values() {
      @Override
      public OptionalDouble constant(int value) {
        boolean is = value >= routine.inputs() && value < firstResult;
        return is ? OptionalDouble.of(routine.constant(value - routine.inputs())) : OptionalDouble.empty();
      }

      @Override
      public boolean same(int value) {
        return same[value];
      }
    })));
  }

  /** Registers of the outputs, all different and none of them an input's. */
  private List<Integer> outputs() {
    List<Integer> outputs = new ArrayList<>();
    for (int i = 0; i < routine.outputs(); i++) {
      int value = routine.output(i);
      int from = same[value] ? inRegister(value) : register[value];
      if (value < routine.inputs() && !same[value] || outputs.contains(from)) {
        int copy = registers++;
        steps.add(new LaneStep.Copy(copy, from));
        from = copy;
      }
      outputs.add(from);
    }
    return outputs;
  }
}
