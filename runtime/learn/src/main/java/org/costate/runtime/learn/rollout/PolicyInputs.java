/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.rollout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.costate.runtime.learn.nn.Executable;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.network.TensorGraph;
import org.costate.runtime.sim.EnvironmentInfo;

/**
 * What a network reads at one step as one row of numbers: its features, those of the step before among them, then its memories as they were
 * when it read them; {@link SequenceProgram} makes those of later weights.
 */
public final class PolicyInputs {
  /** Numbers {@code at}, ..., of a row, for one input; of a feature they begin at {@code from} of an observation. */
  private record Slot(String input, int at, int size, int from, boolean previous) {}

  private final List<Slot> features = new ArrayList<>();
  private final List<Slot> memories = new ArrayList<>();
  private final int featureSize;
  private final int size;

  /** @throws IllegalArgumentException if the environment has no such observations */
  public PolicyInputs(PolicyInfo policy, EnvironmentInfo environment) {
    int at = 0;
    for (PolicyInfo.Feature feature : policy.features()) {
      EnvironmentInfo.Observation seen = environment.observation(feature.observation());
      features.add(new Slot(name(feature.input()), at, seen.size(), seen.offset(), feature.previous()));
      at += seen.size();
    }
    featureSize = at;
    for (PolicyInfo.Memory memory : policy.memories()) {
      int own = memory.input().shape().size();
      memories.add(new Slot(name(memory.input()), at, own, at - featureSize, false));
      at += own;
    }
    size = at;
  }

  private static String name(Tensor input) {
    return ((Tensor.Input) input).name();
  }

  /** Numbers of a row. */
  public int size() {
    return size;
  }

  /** Numbers of all memories. */
  public int memorySize() {
    return size - featureSize;
  }

  /**
   * Writes a row.
   *
   * @param now what is seen, {@code before} what was seen one step before, the same at the first step
   * @param memory [{@link #memorySize}]
   */
  public void write(Normalization normalization, double[] now, double[] before, float[] memory, float[] rows, int at) {
    for (int f = 0; f < features.size(); f++) { // an iterator would be allocated at every step
      Slot slot = features.get(f);
      double[] seen = slot.previous ? before : now;
      for (int i = 0; i < slot.size; i++) {
        rows[at + slot.at + i] = normalization.apply(seen[slot.from + i], slot.from + i);
      }
    }
    System.arraycopy(memory, 0, rows, at + featureSize, memory.length);
  }

  /** What brings rows to the inputs that given results need. */
  public Loader loader(TensorGraph graph, List<Tensor> results) {
    Set<String> needed = new HashSet<>();
    for (Tensor tensor : graph.needed(results)) {
      if (tensor instanceof Tensor.Input input) {
        needed.add(input.name());
      }
    }
    List<Slot> slots = new ArrayList<>(features);
    slots.addAll(memories);
    return new Loader(size, slots.stream().filter(slot -> needed.contains(slot.input)).toList());
  }

  /** Brings rows to inputs. */
  public static final class Loader {
    private final int width;
    private final List<Slot> slots;

    private Loader(int width, List<Slot> slots) {
      this.width = width;
      this.slots = slots;
    }

    /** Row {@code order[from + i]} of {@code rows} becomes row i, for {@code count} of them. */
    public void load(float[] rows, int[] order, int from, int count, Executable to) {
      for (int s = 0; s < slots.size(); s++) {
        Slot slot = slots.get(s);
        float[] input = to.input(slot.input);
        for (int i = 0; i < count; i++) {
          System.arraycopy(rows, order[from + i] * width + slot.at, input, i * slot.size, slot.size);
        }
      }
    }
  }
}
