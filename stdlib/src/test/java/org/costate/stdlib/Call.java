/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.costate.compiler.ast.Parameter;
import org.costate.compiler.driver.CompilationResult;
import org.costate.runtime.problem.Curvature;
import org.costate.runtime.problem.ProblemInstance;
import org.costate.runtime.problem.StageExpansion;

/**
 * A function of the library as compiled code, with its derivatives: the step of a problem whose states are the arguments, which stay, and
 * the result. Matrices are row-major.
 */
final class Call {
  private final ProblemInstance problem;
  private final int inputs;
  private final int outputs;

  /** @param name with its module, {@code lib.smooth.softplus} */
  Call(String name) {
    this(Library.function(name));
  }

  Call(Library.Function function) {
    List<String> names = new ArrayList<>();
    StringBuilder states = new StringBuilder();
    StringBuilder steps = new StringBuilder();
    int count = 0;
    for (Parameter parameter : function.declaration().parameters()) {
      List<Integer> shape = Library.Function.shape(function.module(), parameter.shape());
      String name = "in" + names.size();
      names.add(name);
      states.append("  state %s%s;\n".formatted(name, shape.isEmpty() ? "" : shape.toString()));
      steps.append("    next(%s) = %s;\n".formatted(name, name));
      count += size(shape);
    }
    List<Integer> result = function.resultShape();
    CompilationResult compiled = Library.compile("""
        import %s as library;
        problem Call {
        %s  state result%s;
          control unused;
          dynamics {
        %s    next(result) = library.%s(%s);
          }
          horizon 1 steps 1;
          start %s, result = 0;
          minimize { terminal 0; }
        }
        """.formatted(function.module().name(), states, result.isEmpty() ? "" : result.toString(), steps,
        function.name(),
        String.join(", ", names), names.stream().map(n -> n + " = 0").collect(Collectors.joining(", "))));
    assertFalse(compiled.hasErrors(), compiled::report);
    problem = new ProblemInstance(compiled.problems().getFirst().loaded().code());
    inputs = count;
    outputs = size(result);
  }

  private static int size(List<Integer> shape) {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  /** The result [outputs] for arguments [inputs], those with several numbers one after the other. */
  double[] at(double... arguments) {
    double[] next = new double[inputs + outputs];
    problem.step(0, state(arguments), 0, new double[1], 0, next, 0);
    return Arrays.copyOfRange(next, inputs, inputs + outputs);
  }

  /** The result of a function that gives one number. */
  double value(double... arguments) {
    return at(arguments)[0];
  }

  /** d result / d arguments [outputs x inputs]. */
  double[] jacobian(double... arguments) {
    StageExpansion expansion = new StageExpansion(problem.dims());
    problem.linearize(0, state(arguments), 0, new double[1], 0, expansion);
    int n = inputs + outputs;
    double[] jacobian = new double[outputs * inputs];
    for (int i = 0; i < outputs; i++) {
      System.arraycopy(expansion.fx, (inputs + i) * n, jacobian, i * inputs, inputs);
    }
    return jacobian;
  }

  /** The Hessian of element {@code output} of the result [inputs x inputs]. */
  double[] hessian(int output, double... arguments) {
    Curvature curvature = new Curvature(problem.dims());
    double[] lambda = new double[inputs + outputs];
    lambda[inputs + output] = 1;
    problem.curvature(0, state(arguments), 0, new double[1], 0, lambda, 0, curvature);
    int n = inputs + outputs;
    double[] hessian = new double[inputs * inputs];
    for (int i = 0; i < inputs; i++) {
      System.arraycopy(curvature.hxx, i * n, hessian, i * inputs, inputs);
    }
    return hessian;
  }

  private double[] state(double[] arguments) {
    if (arguments.length != inputs) {
      throw new IllegalArgumentException(arguments.length + " numbers instead of " + inputs);
    }
    return Arrays.copyOf(arguments, inputs + outputs);
  }
}
