/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.costate.compiler.driver.Listing.Meaning;
import org.costate.compiler.driver.Listing.Style;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final String TEXT = """
      const half = 0.5; // of it
      problem A { state x; control u; dynamics { der(x) = u; } horizon 1 steps 1; start x = 0; minimize { running u^2; } }
      problem B {
        /// how fast
        param k : 1/s = 2;
        signal wind = 3;
        noise w ~ normal(0, 1);
        state x : m;
        algebraic z;
        control u : m/s;
        let rate : m/s = k*x*half;
        let cold = x < 1 [m];
        let rough = rate + w*1 [m/s];
        let odd = z;
        let angle : deg = 0.5*half;
        const right : deg = 90;
        dynamics { let late = [t*1 [1/s], wind]; equation z^3 + z == 1; der(x) = u - rate + 0*w*1 [m/s] + 0*late[1]*1 [m/s]; }
        horizon 1 [s] steps 1;
        start x = 1;
        view { let late = 2*x; disc([late, 0], 0.1); }
        minimize { running 1 [s^2/m^2]*u^2; }
      }
      """;

  private static Listing listing(String problem) {
    CompilationResult result = Compiler.compile(new Source("listing.ctl", TEXT), CompilerOptions.DEFAULTS);
    assertFalse(result.hasErrors(), result.report());
    return new Listing(result.problems().stream().filter(p -> p.name().equals(problem)).findFirst().orElseThrow());
  }

  private static List<Meaning> called(Listing listing, String name) {
    return listing.meanings().stream().filter(m -> m.name().equals(name)).toList();
  }

  @Test
  void namesStandForWhatTheProblemDeclares() {
    Listing listing = listing("B");
    List<Meaning> x = called(listing, "x");
    assertEquals(2, x.size());
    assertTrue(x.get(0).variable().isEmpty(), "that of the other problem");
    assertEquals("m", x.get(1).variable().orElseThrow().unit());
    Meaning k = called(listing, "k").getFirst();
    assertEquals(List.of("param", "1/s", "how fast"), List.of(k.kind(), k.unit(), k.doc()));
    assertEquals("noise", called(listing, "w").getFirst().kind());
    assertEquals("const", called(listing, "half").getFirst().kind());
    for (Listing.Mention mention : listing.mentions()) {
      assertEquals(listing.meanings().get(mention.meaning()).name(), TEXT.substring(mention.start(), mention.end()));
    }
    assertEquals(TEXT.split("\\brate\\b", -1).length - 1,
        listing.mentions().stream().filter(m -> listing.meanings().get(m.meaning()).name().equals("rate")).count());
  }

  @Test
  void wordsAreMarked() {
    List<Listing.Mark> marks = listing("A").marks();
    assertEquals(List.of(Style.KEYWORD, Style.NUMBER, Style.COMMENT, Style.KEYWORD),
        marks.stream().limit(4).map(Listing.Mark::style).toList());
    assertEquals("// of it", TEXT.substring(marks.get(2).start(), marks.get(2).end()));
  }

  @Test
  void constsHaveValues() {
    Listing listing = listing("B");
    assertEquals(List.of(0.5), called(listing, "half").getFirst().constant());
    assertEquals(90, called(listing, "right").getFirst().constant().getFirst(), 1e-13);
    assertEquals(List.of(), called(listing, "k").getFirst().constant());
  }

  /** In the units they are declared with, signals and what a view names too. Truth values have none, nor has what a trajectory does not tell: noise and algebraic variables. */
  @Test
  void letsAndSignalsHaveValues() {
    Listing listing = listing("B");
    int drawn = listing.meanings().indexOf(called(listing, "late").get(1));
    assertEquals(List.of("wind", "rate", "angle", "late[1]", "late[2]", "late@" + drawn), listing.named());
    assertArrayEquals(new double[] {7, 1.5, Math.toDegrees(0.25), 0.25, 7, 3},
        listing.evaluate(0.25, new double[] {1.5}, new double[] {4}, new double[] {0.25, 1, 2, 7, 0}), 1e-13);
    assertEquals(List.of(), called(listing, "rough").getFirst().elements());
    assertEquals(List.of(), listing("A").named());
  }
}
