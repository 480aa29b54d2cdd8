/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.costate.compiler.ir.Episode;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ir.View;
import org.costate.compiler.ops.Op;
import org.costate.runtime.problem.Manifold;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * A rigid body with a wheel of which nothing is simple: states s (a number), q (a quaternion), a (an angle) and w[3], design variables T (the
 * final time) and c, controls u[3]. The costs mention q as it comes, not only what rotations mean, depend on time, and something happens after
 * each step.
 *
 * <pre>
 * s' = c sin(a) + t q1,  q' = q * [0, w] / 2,  a' = w1 + s,  w' = J^-1 (u - w x J w),  J = diag(1, 2, 3)
 * after: w1 = 0.9 w1 + 0.1 sin(t)
 * </pre>
 */
final class Tumbler {
  static final int NX = 9;
  static final int NDX = 8;
  static final int STATES = NX + 2;
  static final int DIRECTIONS = NDX + 2;
  private static final int STEPS = 10;

  private final ExprBuilder b;
  private final List<Expr.Symbol> x = new ArrayList<>();
  private final List<Expr.Symbol> u = new ArrayList<>();
  private final List<Expr.Symbol> design;
  private final Expr.Symbol t;

  private Tumbler(ExprBuilder builder) {
    this.b = builder;
    t = b.symbol("t");
    for (int i = 0; i < NX; i++) {
      x.add(b.symbol("x" + i));
    }
    for (int i = 0; i < 3; i++) {
      u.add(b.symbol("u" + i));
    }
    design = List.of(b.symbol("T"), b.symbol("c"));
  }

  /** @param freeTime whether T is the horizon; otherwise it is 2 and T occurs in the costs only */
  static ProblemGraph graph(ExprBuilder builder, int substeps, boolean freeTime) {
    return new Tumbler(builder).problem(new ProblemGraph.Integrator(Rule.RK4, substeps, false), freeTime);
  }

  private Expr sum(Expr... terms) {
    Expr sum = terms[0];
    for (int i = 1; i < terms.length; i++) {
      sum = b.add(sum, terms[i]);
    }
    return sum;
  }

  private Expr product(double c, Expr... factors) {
    Expr product = b.constant(c);
    for (Expr factor : factors) {
      product = b.multiply(product, factor);
    }
    return product;
  }

  private ProblemGraph problem(ProblemGraph.Integrator integrator, boolean freeTime) {
    Expr s = x.get(0);
    List<Expr.Symbol> q = x.subList(1, 5);
    Expr a = x.get(5);
    List<Expr.Symbol> w = x.subList(6, 9);
    List<Expr> rates = new ArrayList<>();
    rates.add(sum(b.multiply(design.get(1), b.apply(Op.SIN, a)), b.multiply(t, q.get(1))));
    rates.add(sum(product(-0.5, q.get(1), w.get(0)), product(-0.5, q.get(2), w.get(1)),
        product(-0.5, q.get(3), w.get(2))));
    rates.add(sum(product(0.5, q.get(0), w.get(0)), product(0.5, q.get(2), w.get(2)),
        product(-0.5, q.get(3), w.get(1))));
    rates.add(sum(product(0.5, q.get(0), w.get(1)), product(0.5, q.get(3), w.get(0)),
        product(-0.5, q.get(1), w.get(2))));
    rates.add(sum(product(0.5, q.get(0), w.get(2)), product(0.5, q.get(1), w.get(1)),
        product(-0.5, q.get(2), w.get(0))));
    rates.add(sum(w.get(0), s));
    rates.add(sum(u.get(0), product(-1, w.get(1), w.get(2))));
    rates.add(sum(product(0.5, u.get(1)), product(1, w.get(2), w.get(0))));
    rates.add(sum(product(1.0 / 3, u.get(2)), product(-1.0 / 3, w.get(0), w.get(1))));
    List<Optional<Expr>> after = new ArrayList<>(Collections.nCopies(NX, Optional.empty()));
    after.set(6, Optional.of(sum(product(0.9, w.get(0)), product(0.1, b.apply(Op.SIN, t)))));
    Expr running = sum(q.get(0), product(0.3, q.get(1), u.get(0)), product(0.5, u.get(1), u.get(1)),
        b.apply(Op.COS, b.multiply(a, q.get(2))), product(0.2, t, s, q.get(3)), product(0.1, design.get(0), w.get(1)));
    Expr terminal = sum(product(2, q.get(1)), product(1, q.get(1), q.get(2)), product(3, q.get(3), q.get(3), s),
        b.apply(Op.SIN, a), product(1, t, w.get(0)), product(1, w.get(2), w.get(2), design.get(1)));
    List<VariableInfo> variables = new ArrayList<>();
    variables.add(new VariableInfo(Kind.STATE, "s", List.of(), 0, "", "", 1));
    variables.add(new VariableInfo(Kind.STATE, "q", List.of(4), 1, Manifold.QUATERNION, "", "", 1));
    variables.add(new VariableInfo(Kind.STATE, "a", List.of(), 5, Manifold.ANGLE, "", "", 1));
    variables.add(new VariableInfo(Kind.STATE, "w", List.of(3), 6, "", "", 1));
    variables.add(new VariableInfo(Kind.CONTROL, "u", List.of(3), 0, "", "", 1));
    variables.add(new VariableInfo(Kind.DESIGN, "T", List.of(), 0, "", "", 1));
    variables.add(new VariableInfo(Kind.DESIGN, "c", List.of(), 1, "", "", 1));
    return new ProblemGraph("Tumbler", ProblemInfo.Sense.MINIMIZE, t, x, u, List.of(), List.of(), design,
        ProblemGraph.Algebraic.NONE, false, rates, after, Optional.of(running), Optional.of(terminal), integrator,
        freeTime ? design.get(0) : b.constant(2), STEPS, setup(),
        new ProblemGraph.Guess(Collections.nCopies(x.size(), Optional.empty()),
            Collections.nCopies(3, Optional.empty())),
        List.of(),
        variables, List.of(), List.of(), Episode.NONE, View.NONE);
  }

  private List<Expr> numbers(double... values) {
    List<Expr> numbers = new ArrayList<>();
    for (double value : values) {
      numbers.add(b.constant(value));
    }
    return numbers;
  }

  /** q is free, and w2 within [-1, 1]. */
  private ProblemGraph.Setup setup() {
    double inf = Double.POSITIVE_INFINITY;
    return new ProblemGraph.Setup(
        numbers(0, 3, 0, 0, 4, 7, 0, 0.25, 0),
        List.of(false, true, true, true, true, false, false, true, false),
        numbers(-inf, -inf, -inf, -inf, -inf, -inf, -inf, -1, -inf),
        numbers(inf, inf, inf, inf, inf, inf, inf, 1, inf),
        numbers(-inf, -inf, -inf), numbers(inf, inf, inf), numbers(0, 0, 0),
        numbers(2, 1), numbers(0.5, -inf), numbers(8, inf));
  }

  /** A state with a unit quaternion, T in [1, 3]; entries from {@code at}. */
  static double[] state(Random random, int at) {
    double[] x = random.doubles(at + STATES, -1.5, 1.5).toArray();
    double length = Math.sqrt(
        x[at + 1] * x[at + 1] + x[at + 2] * x[at + 2] + x[at + 3] * x[at + 3] + x[at + 4] * x[at + 4]);
    for (int i = 1; i <= 4; i++) {
      x[at + i] /= length;
    }
    x[at + NX] = 1 + 2 * random.nextDouble();
    return x;
  }
}
