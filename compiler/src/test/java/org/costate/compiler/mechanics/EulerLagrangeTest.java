/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.mechanics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.discretize.BenchmarkModels;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.LdlSolve;
import org.costate.compiler.ops.Op;
import org.costate.compiler.simplify.Simplifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derived accelerations against hand-written equations and textbook results. */
class EulerLagrangeTest {
  private static final double G = 9.81;
  private final ExprBuilder b = new ExprBuilder(new Simplifier());
  private final Expr.Symbol t = b.symbol("t");
  private final DerivedFunctions derived = new DerivedFunctions(b);
  private final Random random = new Random(1);
  private Map<Expr.Symbol, Double> at = new HashMap<>();

  private Expr c(double value) {
    return b.constant(value);
  }

  private Expr mul(Expr... factors) {
    return List.of(factors).stream().reduce(b::multiply).orElseThrow();
  }

  private Expr sin(Expr a) {
    return b.apply(Op.SIN, a);
  }

  private Expr cos(Expr a) {
    return b.apply(Op.COS, a);
  }

  /** m (x^2 + y^2 + ...) / 2. */
  private Expr half(Expr m, List<Expr> velocity) {
    return mul(c(0.5), m, velocity.stream().map(b::square).reduce(b::add).orElseThrow());
  }

  private TotalDerivative rate(List<Expr.Symbol> q, List<Expr.Symbol> w, Map<Expr.Symbol, Expr> others) {
    Map<Expr.Symbol, Expr> rates = new HashMap<>(others);
    for (int i = 0; i < q.size(); i++) {
      rates.put(q.get(i), w.get(i));
    }
    return new TotalDerivative(b, derived, t, rates);
  }

  private Lagrangian free(List<Expr.Symbol> q, List<Expr.Symbol> w, TotalDerivative rate, Expr kinetic,
      Expr potential) {
    return new Lagrangian(q, w, rate, kinetic, potential, c(0), Collections.nCopies(q.size(), c(0)));
  }

  private List<Expr> accelerations(Lagrangian system) {
    return new EulerLagrange(b, derived, system).accelerations();
  }

  private double value(Expr.Symbol symbol) {
    return at.get(symbol);
  }

  /** Compares at random points in [-1, 1]. */
  private void assertEverywhere(ToDoubleFunction<EulerLagrangeTest> expected, Expr actual) {
    for (int i = 0; i < 50; i++) {
      at = new HashMap<>();
      Graph.of(List.of(actual)).symbols().forEach(symbol -> at.put(symbol, random.nextDouble(-1, 1)));
      double wanted = expected.applyAsDouble(this);
      assertEquals(wanted, Interpreter.evaluate(List.of(actual), at)[0], 1e-12 * (1 + Math.abs(wanted)));
    }
  }

  @ParameterizedTest
  @CsvSource({"ACROBOT, ACROBOT_ENERGIES", "FIVE_LINKS, FIVE_LINKS_ENERGIES", "CART_POLE, CART_POLE_ENERGIES"})
  void equalTheHandWrittenEquationsAtAThousandPoints(BenchmarkModels written, BenchmarkModels energies) {
    List<Expr.Symbol> x = BenchmarkModels.symbols(b, "x", written.n());
    List<Expr.Symbol> u = BenchmarkModels.symbols(b, "u", written.m());
    List<Expr> expected = written.rates(b, x, u);
    List<Expr> actual = energies.rates(b, x, u);
    Map<Expr.Symbol, Double> point = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      x.forEach(symbol -> point.put(symbol, random.nextDouble(-4, 4)));
      u.forEach(symbol -> point.put(symbol, random.nextDouble(-4, 4)));
      double[] wanted = Interpreter.evaluate(expected, point);
      double[] found = Interpreter.evaluate(actual, point);
      for (int j = 0; j < wanted.length; j++) {
        assertEquals(wanted[j], found[j], 1e-10 * Math.max(1, Math.abs(wanted[j])));
      }
    }
  }

  /** A pendulum whose pivot is moved up and down, y = A cos(W t): l th'' = -(g - A W^2 cos(W t)) sin(th). */
  @Test
  void aPivotThatIsDrivenInTime() {
    List<Expr.Symbol> q = List.of(b.symbol("th"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr.Symbol l = b.symbol("l");
    TotalDerivative rate = rate(q, w, Map.of());
    Expr y = b.subtract(mul(c(0.3), cos(mul(c(7), t))), mul(l, cos(q.getFirst())));
    Expr kinetic = half(c(2), rate.of(List.of(mul(l, sin(q.getFirst())), y)));
    Expr a = accelerations(free(q, w, rate, kinetic, mul(c(2 * G), y))).getFirst();
    assertEverywhere(e -> -(G - 0.3 * 49 * Math.cos(7 * e.value(t))) / e.value(l) * Math.sin(e.value(q.getFirst())), a);
  }

  /** The same motion with a kinetic energy written out, where time stands explicitly. */
  @Test
  void aKineticEnergyWithTimeInIt() {
    List<Expr.Symbol> q = List.of(b.symbol("th"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr pivot = mul(c(-0.3 * 7), sin(mul(c(7), t)));
    Expr kinetic = b.add(mul(c(0.5), b.square(w.getFirst())), mul(pivot, sin(q.getFirst()), w.getFirst()));
    Expr potential = mul(c(-G), cos(q.getFirst()));
    Expr a = accelerations(free(q, w, rate(q, w, Map.of()), kinetic, potential)).getFirst();
    assertEverywhere(e -> -(G - 0.3 * 49 * Math.cos(7 * e.value(t))) * Math.sin(e.value(q.getFirst())), a);
  }

  /** A pendulum on a winch, l' = v, v' = u: th'' = -(g sin(th) + 2 v w) / l. */
  @Test
  void aLengthThatIsAnotherState() {
    List<Expr.Symbol> q = List.of(b.symbol("th"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr.Symbol l = b.symbol("l");
    Expr.Symbol v = b.symbol("v");
    TotalDerivative rate = rate(q, w, Map.of(l, v, v, b.symbol("u")));
    Expr y = mul(c(-1), l, cos(q.getFirst()));
    Expr potential = mul(c(3 * G), y);
    ToDoubleFunction<EulerLagrangeTest> expected =
        e -> -(G * Math.sin(e.value(q.getFirst())) + 2 * e.value(v) * e.value(w.getFirst())) / e.value(l);
    Expr byPositions = half(c(3), rate.of(List.of(mul(l, sin(q.getFirst())), y)));
    assertEverywhere(expected, accelerations(free(q, w, rate, byPositions, potential)).getFirst());
    Expr writtenOut = b.add(half(c(3), List.of(mul(l, w.getFirst()))), half(c(3), List.of(v)));
    assertEverywhere(expected, accelerations(free(q, w, rate, writtenOut, potential)).getFirst());
  }

  /** A rate that depends on the coordinate breaks Lagrange's identities: such a velocity is seen through. */
  @Test
  void anotherStateThatFollowsTheCoordinate() {
    List<Expr.Symbol> q = List.of(b.symbol("q"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr.Symbol s = b.symbol("s");
    TotalDerivative rate = rate(q, w, Map.of(s, b.square(q.getFirst())));
    // T = (w + q^2)^2 / 2: w' + 2 q w - 2 q (w + q^2) = 0
    Expr kinetic = half(c(1), List.of(rate.of(b.add(q.getFirst(), s))));
    assertEverywhere(e -> 2 * Math.pow(e.value(q.getFirst()), 3),
        accelerations(free(q, w, rate, kinetic, c(0))).getFirst());
  }

  /** A disc rolls down a wedge that slides: (M + m) X'' = -m cos(a) s'', s'' (3/2 - m cos(a)^2 / (M + m)) = g sin(a). */
  @Test
  void aDiscOnAWedge() {
    List<Expr.Symbol> q = BenchmarkModels.symbols(b, "q", 2);
    List<Expr.Symbol> w = BenchmarkModels.symbols(b, "w", 2);
    Expr m = b.symbol("m");
    TotalDerivative rate = rate(q, w, Map.of());
    double slope = 0.4;
    Expr x = b.add(q.get(0), mul(c(Math.cos(slope)), q.get(1)));
    Expr y = mul(c(-Math.sin(slope)), q.get(1));
    Expr kinetic = b.add(half(c(5), List.of(w.get(0))), b.add(half(m, rate.of(List.of(x, y))),
        half(mul(c(0.5), m), List.of(w.get(1)))));
    List<Expr> a = accelerations(free(q, w, rate, kinetic, mul(m, c(G), y)));
    ToDoubleFunction<EulerLagrangeTest> along = e -> {
      double share = e.value((Expr.Symbol) m) / (5 + e.value((Expr.Symbol) m));
      return G * Math.sin(slope) / (1.5 - share * Math.cos(slope) * Math.cos(slope));
    };
    assertEverywhere(along, a.get(1));
    assertEverywhere(e -> -e.value((Expr.Symbol) m) / (5 + e.value((Expr.Symbol) m)) * Math.cos(slope)
        * along.applyAsDouble(e), a.get(0));
  }

  /** A charge in a magnetic field B has V = -B (x y' - y x') / 2: x'' = B y', y'' = -B x'. */
  @Test
  void aPotentialOfTheVelocities() {
    List<Expr.Symbol> q = BenchmarkModels.symbols(b, "q", 2);
    List<Expr.Symbol> w = BenchmarkModels.symbols(b, "w", 2);
    Expr field = mul(c(-1.5), b.subtract(mul(q.get(0), w.get(1)), mul(q.get(1), w.get(0))));
    List<Expr> a = accelerations(free(q, w, rate(q, w, Map.of()), half(c(1), List.copyOf(w)), field));
    assertEverywhere(e -> 3 * e.value(w.get(1)), a.get(0));
    assertEverywhere(e -> -3 * e.value(w.get(0)), a.get(1));
  }

  /** R = k w^4 / 4 gives the force -k w^3; forces are added. */
  @Test
  void dissipationAndForces() {
    List<Expr.Symbol> q = List.of(b.symbol("q"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr.Symbol u = b.symbol("u");
    Expr dissipation = mul(c(0.05), b.square(b.square(w.getFirst())));
    Expr a = accelerations(new Lagrangian(q, w, rate(q, w, Map.of()), half(c(2), List.copyOf(w)), c(0), dissipation,
        List.of(u))).getFirst();
    assertEverywhere(e -> (e.value(u) - 0.2 * Math.pow(e.value(w.getFirst()), 3)) / 2, a);
  }

  /** T = -sqrt(1 - w^2), so the mass depends on the rate: a = F (1 - w^2)^(3/2). */
  @Test
  void aKineticEnergyThatIsNotQuadratic() {
    List<Expr.Symbol> q = List.of(b.symbol("q"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr kinetic = b.negate(b.apply(Op.SQRT, b.subtract(c(1), b.square(w.getFirst()))));
    Expr a = accelerations(free(q, w, rate(q, w, Map.of()), kinetic, mul(c(-2), q.getFirst()))).getFirst();
    assertEverywhere(e -> 2 * Math.pow(1 - e.value(w.getFirst()) * e.value(w.getFirst()), 1.5), a);
  }

  /** A large function of the user stays a call in T, V and their derivatives. */
  @Test
  void energiesThatCallFunctions() {
    List<Expr.Symbol> q = List.of(b.symbol("q"));
    List<Expr.Symbol> w = List.of(b.symbol("w"));
    Expr.Symbol z = b.symbol("z");
    GraphFunction bowl = new GraphFunction("bowl", List.of(z), List.of(mul(c(0.5), b.square(z)), cos(z)));
    TotalDerivative rate = rate(q, w, Map.of());
    List<Expr> place = b.call(bowl, List.copyOf(q));
    // A bead on the wire y = q^2 / 2: (1 + q^2) a + q w^2 + g q = 0
    Expr kinetic = half(c(1), List.of(w.getFirst(), rate.of(place.get(0))));
    Expr a = accelerations(free(q, w, rate, kinetic, mul(c(G), place.get(0)))).getFirst();
    assertEverywhere(e -> {
      double x = e.value(q.getFirst());
      return -x * (e.value(w.getFirst()) * e.value(w.getFirst()) + G) / (1 + x * x);
    }, a);
  }

  @Test
  void partsThatAreNotConnectedAreSolvedApart() {
    List<Expr.Symbol> q = BenchmarkModels.symbols(b, "q", 4);
    List<Expr.Symbol> w = BenchmarkModels.symbols(b, "w", 4);
    TotalDerivative rate = rate(q, w, Map.of());
    // 1 and 3 are a double pendulum, 2 hangs on a spring alone, nothing acts on 4.
    Expr x = b.add(sin(q.get(0)), sin(q.get(2)));
    Expr y = b.add(cos(q.get(0)), cos(q.get(2)));
    Expr kinetic = b.add(b.add(half(c(1), List.of(w.get(0))), half(c(1), rate.of(List.of(x, y)))),
        b.add(half(c(2), List.of(w.get(1))), half(c(3), List.of(w.get(3)))));
    List<Expr> a = accelerations(free(q, w, rate, kinetic, b.add(mul(c(-1), y), half(c(4), List.of(q.get(1))))));
    assertEquals(List.of(q.get(1)), Graph.of(List.of(a.get(1))).symbols());
    assertEverywhere(e -> -2 * e.value(q.get(1)), a.get(1));
    assertEquals(c(0), a.get(3));
    assertEquals(new LdlSolve(2), ((Expr.Output) a.get(0)).call().callee());
    assertEquals(((Expr.Output) a.get(0)).call(), ((Expr.Output) a.get(2)).call());
    assertFalse(Graph.of(a).symbols().contains(q.get(3)));
  }

  @Test
  void aCoordinateWithoutKineticEnergyIsTold() {
    List<Expr.Symbol> q = BenchmarkModels.symbols(b, "q", 3);
    List<Expr.Symbol> w = BenchmarkModels.symbols(b, "w", 3);
    Expr kinetic = b.add(half(c(1), List.of(w.get(1))), mul(q.get(0), w.get(2)));
    EulerLagrange motion = new EulerLagrange(b, derived, free(q, w, rate(q, w, Map.of()), kinetic, c(0)));
    assertEquals(List.of(0, 2), motion.massless());
    assertThrows(IllegalStateException.class, motion::accelerations);
  }

  @Test
  void aMassMatrixThatIsSingularAtAPointGivesNaNThere() {
    List<Expr.Symbol> q = BenchmarkModels.symbols(b, "q", 2);
    List<Expr.Symbol> w = BenchmarkModels.symbols(b, "w", 2);
    Expr kinetic = half(c(1), List.of(b.add(w.get(0), mul(q.get(0), w.get(1)))));
    List<Expr> a = accelerations(free(q, w, rate(q, w, Map.of()), kinetic, q.get(1)));
    Map<Expr.Symbol, Double> point = new HashMap<>();
    q.forEach(symbol -> point.put(symbol, 0.5));
    w.forEach(symbol -> point.put(symbol, 0.5));
    for (double value : Interpreter.evaluate(a, point)) {
      assertTrue(Double.isNaN(value));
    }
  }

  @Test
  void theRateOfARateIsTheSecondDerivative() {
    Expr.Symbol x = b.symbol("x");
    Expr.Symbol v = b.symbol("v");
    TotalDerivative rate = new TotalDerivative(b, derived, t, Map.of(x, v, v, b.negate(x)));
    Expr e = mul(t, sin(x));
    // (t sin x)'' = 2 v cos x + t (-x cos x - v^2 sin x)
    assertEverywhere(p -> {
      double sin = Math.sin(p.value(x));
      double cos = Math.cos(p.value(x));
      return 2 * p.value(v) * cos + p.value(t) * (-p.value(x) * cos - p.value(v) * p.value(v) * sin);
    }, rate.of(rate.of(e)));
    assertEquals(c(0), rate.of(b.symbol("param")));
    assertEquals(v, rate.of(x));
  }
}
