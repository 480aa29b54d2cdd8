/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.costate.runtime.learn.file.NamedArray;
import org.costate.runtime.learn.file.NamedArrays;
import org.costate.runtime.learn.file.NpzFile;
import org.costate.runtime.learn.nn.Backend;
import org.costate.runtime.learn.nn.Weights;
import org.costate.runtime.learn.rollout.Actor;
import org.costate.runtime.learn.rollout.Normalization;
import org.costate.runtime.learn.run.RunState;
import org.costate.runtime.network.PolicyInfo;
import org.costate.runtime.network.Tensor;
import org.costate.runtime.sim.EnvironmentInfo;

/**
 * A policy with its weights and all that it takes to use them: as a file it needs no program beside it. See docs/policies.md for the format.
 */
public final class TrainedPolicy {
  private static final String POLICY = "policy";
  private static final String ENVIRONMENT = "environment";
  private static final String NORMALIZATION = "observation";

  /** So many numbers fit in any memory. */
  private static final int HARMLESS = 1 << 22;

  private final PolicyInfo policy;
  private final EnvironmentInfo environment;
  private final Weights weights;
  private final Normalization normalization;

  /** Takes a copy of the weights and of the normalization. */
  public TrainedPolicy(PolicyInfo policy, EnvironmentInfo environment, Weights weights, Normalization normalization) {
    this.policy = PolicyInfo.decode(PolicyInfo.encode(List.of(policy))).getFirst();
    this.environment = environment;
    this.weights = new Weights(this.policy.graph());
    System.arraycopy(weights.values(), 0, this.weights.values(), 0, this.weights.values().length);
    this.normalization = normalization.copy();
  }

  public PolicyInfo policy() {
    return policy;
  }

  /** What it was trained for. */
  public EnvironmentInfo environment() {
    return environment;
  }

  public Weights weights() {
    return weights;
  }

  /** One that acts. */
  public Actor actor(Backend backend) {
    return new Actor(policy, environment, backend, weights, normalization);
  }

  /** Writes a file that is there as a whole or not at all. */
  public void save(Path file) throws IOException {
    NamedArrays content = new NamedArrays()
        .text(POLICY, PolicyInfo.encode(List.of(policy)))
        .text(ENVIRONMENT, EnvironmentText.encode(environment));
    for (Tensor.Weight weight : weights.layout()) {
      int from = weights.offset(weight.name());
      float[] values = new float[weight.shape().size()];
      System.arraycopy(weights.values(), from, values, 0, values.length);
      content.put(weight.name(), NamedArray.of(weight.shape().sizes(), values));
    }
    if (normalization.on()) {
      normalization.save(RunState.of(content).of(NORMALIZATION));
    }
    NpzFile.write(file, content);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if the file cannot be read or is no such file
   */
  public static TrainedPolicy load(Path file) throws IOException {
    NamedArrays content = NpzFile.read(file);
    try {
      PolicyInfo policy = PolicyInfo.decode(content.text(POLICY)).getFirst();
      EnvironmentInfo environment = EnvironmentText.decode(content.text(ENVIRONMENT));
      checkSize(policy, environment, content);
      Weights weights = new Weights(policy.graph());
      for (Tensor.Weight weight : weights.layout()) {
        int size = weight.shape().size();
        System.arraycopy(
            content.floats(weight.name(), size), 0, weights.values(), weights.offset(weight.name()), size);
      }
      boolean normalized = content.arrays().keySet().stream().anyMatch(name -> name.startsWith(NORMALIZATION + "."));
      Normalization normalization = new Normalization(environment.observationSize(), normalized);
      if (normalized) {
        normalization.restore(RunState.of(content).of(NORMALIZATION));
      }
      return new TrainedPolicy(policy, environment, weights, normalization);
    } catch (RuntimeException e) { // whatever comes of a text that somebody has changed
      throw new IOException(file + " is no policy: " + e.getMessage(), e);
    }
  }

  /** Before much memory is taken for what a text claims. */
  private static void checkSize(PolicyInfo policy, EnvironmentInfo environment, NamedArrays content) {
    long claimed = policy.graph().weights().stream().mapToLong(w -> w.shape().size()).sum();
    long there = content.arrays().values().stream().mapToLong(NamedArray::size).sum();
    if (claimed > Math.max(there, HARMLESS)) {
      throw new IllegalArgumentException(claimed + " weights, of which the file has " + there + " at most");
    }
    if (environment.observationSize() > HARMLESS) {
      throw new IllegalArgumentException("observations of " + environment.observationSize() + " numbers");
    }
  }
}
