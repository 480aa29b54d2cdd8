/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Locale;

/** The functions of policies: everything about each on one line. */
enum NetworkCall {
  DENSE("dense(x[n], units = m, act = none, initial = 1)[m]",
      "x W + b, then the activation; W and b start uniform within initial / sqrt(n)", 2, "x", "units", "act",
      "initial"),
  CONV("conv(x[c, h, w], filters = f, kernel = k, stride = 1, act = none)[f, h2, w2]",
      "k by k filters over an image without a border, then the activation", 3, "x", "filters", "kernel", "stride",
      "act"),
  SPATIAL_SOFTMAX("spatial_softmax(x[c, h, w])[2*c]",
      "where each channel of an image is large: x and y, from -1 to 1, in turn", 1, "x"),
  NORM("norm(x[n])[n]", "mean 0 and variance 1, times learned gains, plus learned offsets", 1, "x"),
  GRU("gru(x[n], units = m)[m]", "a gated recurrent unit, which remembers m numbers from step to step", 2, "x",
      "units"),
  FLATTEN("flatten(x)", "the same numbers as a vector", 1, "x"),
  LEARNED("learned(initial) or learned(initial, size = n)[n]", "numbers that are learned and depend on nothing", 1,
      "initial",
      "size"),
  PREVIOUS("previous(observation)", "the observation of the step before; at the first step, of this one", 1,
      "observation"),
  SOFTMAX("softmax(x[n])[n]", "exp(x) / sum(exp(x))", 1, "x"),
  RELU("relu(x)", "max(x, 0)", 1, "x"),
  ELU("elu(x)", "x, or exp(x) - 1 where it is negative", 1, "x"),
  SIGMOID("sigmoid(x)", "1 / (1 + exp(-x))", 1, "x"),
  SOFTPLUS("softplus(x)", "log(1 + exp(x))", 1, "x"),
  SILU("silu(x)", "x * sigmoid(x)", 1, "x");

  private final String signature;
  private final String doc;
  private final int required;
  private final List<String> parameters;

  /** @param required how many of the parameters must be given */
  NetworkCall(String signature, String doc, int required, String... parameters) {
    this.signature = signature;
    this.doc = doc;
    this.required = required;
    this.parameters = List.of(parameters);
  }

  /** How the language writes its name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is called, with shapes. */
  String signature() {
    return signature;
  }

  /** One line for the manual. */
  String doc() {
    return doc;
  }

  int required() {
    return required;
  }

  List<String> parameters() {
    return parameters;
  }

  /** Whether an argument is a word, not a formula. */
  static boolean isWord(String parameter) {
    return parameter.equals("act") || parameter.equals("squash");
  }
}
