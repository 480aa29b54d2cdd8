/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.util.Optional;
import org.costate.Problems;

/**
 * The functions of an exported problem as gcc compiles them.
 *
 * @param value of F, {@code jacobians} of F with its Jacobians and {@code hessian} of lambda' F, in nanoseconds a call
 * @param compileSeconds CPU time of gcc for the whole file
 */
record GccTimes(double value, double jacobians, double hessian, double compileSeconds) {
  /** Empty where there is no gcc. */
  static Optional<GccTimes> measure(Problems problems, String name, double secondsForEach)
      throws IOException, InterruptedException {
    if (Gcc.version().isEmpty()) {
      return Optional.empty();
    }
    try (Gcc gcc = Gcc.export(problems, name)) {
      double compileSeconds = gcc.compile();
      gcc.link("gcc/times.c");
      String[] found = gcc.words(Double.toString(secondsForEach));
      return Optional.of(new GccTimes(Double.parseDouble(found[0]), Double.parseDouble(found[1]),
          Double.parseDouble(found[2]), compileSeconds));
    }
  }
}
