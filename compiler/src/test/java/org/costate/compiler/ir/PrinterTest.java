/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;

/** Formulas as text and LaTeX. */
class PrinterTest {
  private final ExprBuilder b = new ExprBuilder(NodeRewriter.NONE);
  private final Expr.Symbol g = b.symbol("g");
  private final Expr.Symbol theta = b.symbol("theta");
  private final Expr.Symbol l = b.symbol("l");

  private static String infix(Expr e) {
    return InfixPrinter.readable().print(List.of(e)).texts().getFirst();
  }

  private static String latex(Expr e) {
    return LatexPrinter.readable().print(List.of(e)).texts().getFirst();
  }

  private static String exact(Expr e) {
    return InfixPrinter.exact().print(List.of(e)).texts().getFirst();
  }

  @Test
  void aPendulumReadsLikeInABook() {
    Expr e = b.negate(b.divide(b.multiply(g, b.apply(Op.SIN, theta)), l));
    assertEquals("-g*sin(theta)/l", infix(e));
    assertEquals("-\\frac{g \\, \\sin\\left(\\theta\\right)}{l}", latex(e));
  }

  @Test
  void parenthesesStandWhereTheyAreNeeded() {
    assertEquals("g - (theta - l)", infix(b.subtract(g, b.subtract(theta, l))));
    assertEquals("g/(theta*l)", infix(b.divide(g, b.multiply(theta, l))));
    assertEquals("(g + l)*theta", infix(b.multiply(b.add(g, l), theta)));
    assertEquals("g*(-l)", infix(b.multiply(g, b.negate(l))));
    assertEquals("(-g)^l", infix(b.apply(Op.POW, b.negate(g), l)));
    assertEquals("(g^l)^theta", infix(b.apply(Op.POW, b.apply(Op.POW, g, l), theta)));
    assertEquals("g - 2", infix(b.add(g, b.constant(-2))));
    assertEquals("not (g < l and l <= theta)",
        infix(b.apply(Op.NOT, b.apply(Op.AND, b.apply(Op.LESS, g, l), b.apply(Op.LESS_EQUAL, l, theta)))));
    assertEquals("(if g < l then g else l) + 1",
        infix(b.add(b.choose(b.apply(Op.LESS, g, l), g, l), b.constant(1))));
  }

  @Test
  void readableFormulasHavePowersAndNumbersFirst() {
    Expr square = b.square(theta);
    assertEquals("3*theta^4", infix(b.multiply(b.square(square), b.constant(3))));
    assertEquals("g*theta*l", infix(b.multiply(g, b.multiply(theta, l))));
    assertEquals("g*(theta*l)", exact(b.multiply(g, b.multiply(theta, l))));
    assertEquals("theta*theta", exact(square));
  }

  @Test
  void readableFormulasHaveQuotientsAndDoubles() {
    Expr reciprocal = b.divide(b.constant(1), b.add(l, g));
    assertEquals("theta/(l + g)", infix(b.multiply(theta, reciprocal)));
    assertEquals("theta/(l + g)", infix(b.multiply(reciprocal, theta)));
    assertEquals("\\frac{\\theta}{l + g}", latex(b.multiply(theta, reciprocal)));
    assertEquals("2*theta", infix(b.add(theta, theta)));
    assertEquals("theta + theta", exact(b.add(theta, theta)));
  }

  @Test
  void latexNamesHaveSubscripts() {
    assertEquals("\\theta_{1}", latex(b.symbol("theta1")));
    assertEquals("m_{\\mathrm{cart}}", latex(b.symbol("m_cart")));
    assertEquals("\\mathrm{obs}_{1, 2}", latex(b.symbol("obs[1, 2]")));
    assertEquals("1.5 \\cdot 10^{-7}", latex(b.constant(1.5e-7)));
    assertEquals("\\frac{1}{\\sqrt{g}}", latex(b.divide(b.constant(1), b.apply(Op.SQRT, g))));
  }

  @Test
  void longSharedFormulasBecomeTemporaries() {
    Expr sum = g;
    for (int i = 0; i < 20; i++) {
      sum = b.add(b.apply(Op.SIN, sum), b.symbol("e" + i));
    }
    FormulaPrinter.Formulas formulas = InfixPrinter.readable().print(List.of(b.multiply(sum, b.add(sum, l))));
    assertEquals(1, formulas.temporaries().size());
    // e1 is taken by a symbol
    assertEquals("ee1*(ee1 + l)", formulas.texts().getFirst());
  }

  @Test
  void aDumpNamesPlacesTemporariesAndFunctions() {
    GraphFunction f = new GraphFunction("f", List.of(theta), List.of(b.apply(Op.SIN, theta)));
    Expr shared = b.add(g, l);
    Expr value = b.multiply(b.call(f, List.of(shared)).getFirst(), shared);
    Entry entry = new Entry(Entry.Kind.STEP,
        Map.of(g, new Entry.Place(Entry.Array.X, 0), l, new Entry.Place(Entry.Array.D, 2)),
        List.of(new Entry.Result(new Entry.Place(Entry.Array.NEXT, 0), value)));
    assertEquals("""
        STEP(D[2] = l, X[0] = g)
          %1 = g + l
          NEXT[0] = f(%1)*%1

        function 1 f(theta)
          [1] = sin(theta)

        """, Printer.print(List.of(entry)));
  }

  @Test
  void aDeepFormulaNeedsNoStack() {
    Expr chain = g;
    for (int i = 0; i < 100_000; i++) {
      chain = b.apply(Op.SIN, chain);
    }
    FormulaPrinter.Formulas formulas = InfixPrinter.readable().print(List.of(chain));
    assertTrue(formulas.temporaries().size() > 1000);
  }
}
