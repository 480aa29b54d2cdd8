/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.costate.compiler.ast.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** First and second derivatives of every function against central differences at random points. */
class DerivativesTest {
  private static final int POINTS = 12;
  private static final double H = 1e-5;

  /** Parameters that are lengths, scales and the like wherever they occur. */
  private static final Set<String> POSITIVE = Set.of("width", "eps", "delta", "beta", "p", "alpha", "length", "radius",
      "range", "softness", "stiffness", "dissipation", "slip", "half", "mu", "total", "normal", "y");

  static List<Library.Function> functions() {
    return Library.functions();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void derivativesAreThoseOfTheValues(Library.Function function) {
    Call call = new Call(function);
    Random random = new Random(function.toString().hashCode());
    for (int point = 0; point < POINTS; point++) {
      double[] x = arguments(function, random);
      double[] jacobian = call.jacobian(x);
      for (int j = 0; j < x.length; j++) {
        double[] above = moved(x, j, H);
        double[] below = moved(x, j, -H);
        assertClose(function, call.at(above), call.at(below), jacobian, j, x.length);
        double[] jacobianAbove = call.jacobian(above);
        double[] jacobianBelow = call.jacobian(below);
        for (int i = 0; i < call.outputs(); i++) {
          double[] hessian = call.hessian(i, x);
          double scale = scale(hessian);
          for (int k = 0; k < x.length; k++) {
            double difference = (jacobianAbove[i * x.length + k] - jacobianBelow[i * x.length + k]) / (2 * H);
            assertEquals(difference, hessian[k * x.length + j], 1e-6 * scale, function + " second derivative");
          }
        }
      }
    }
  }

  private static void assertClose(Library.Function function, double[] above, double[] below, double[] jacobian, int j,
      int inputs) {
    double scale = scale(jacobian);
    for (int i = 0; i < above.length; i++) {
      assertEquals((above[i] - below[i]) / (2 * H), jacobian[i * inputs + j], 1e-7 * scale, function + " derivative");
    }
  }

  private static double scale(double[] derivatives) {
    double largest = 1;
    for (double derivative : derivatives) {
      assertTrue(Double.isFinite(derivative));
      largest = Math.max(largest, Math.abs(derivative));
    }
    return largest;
  }

  private static double[] arguments(Library.Function function, Random random) {
    return function.declaration().parameters().stream().flatMapToDouble(parameter -> {
      int size = Library.Function.shape(function.module(), parameter.shape()).stream().reduce(1, Math::multiplyExact);
      return isPositive(parameter) ? random.doubles(size, 0.3, 1.5) : random.doubles(size, -1.5, 1.5);
    }).toArray();
  }

  private static boolean isPositive(Parameter parameter) {
    return POSITIVE.contains(parameter.name().text());
  }

  private static double[] moved(double[] x, int j, double by) {
    double[] y = x.clone();
    y[j] += by;
    return y;
  }
}
