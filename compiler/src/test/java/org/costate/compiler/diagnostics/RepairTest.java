/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.junit.jupiter.api.Test;

class RepairTest {
  private final Source source = new Source("a.ctl", "0123456789");

  private static Diagnostic finding(Source source, int start, Fix.Edit... edits) {
    return Diagnostic.at(Code.E0101, new Span(source, start, start), "wrong at " + start)
        .fix(new Fix("mend", List.of(edits)))
        .build();
  }

  private Fix.Edit edit(int start, int end, String text) {
    return new Fix.Edit(new Span(source, start, end), text);
  }

  @Test
  void appliesEveryEditOfEveryFix() {
    Diagnostic two = finding(source, 1, edit(8, 9, ""), edit(1, 2, "one"));
    Diagnostic insertion = finding(source, 4, edit(4, 4, "+"));
    Repair repair = Repair.of(source, List.of(two, insertion));
    assertEquals("0one23+45679", repair.source().text());
    assertEquals(List.of(two, insertion), repair.fixed());
  }

  @Test
  void theFirstOfOverlappingFixesWins() {
    Diagnostic first = finding(source, 2, edit(2, 5, "x"));
    Diagnostic overlapping = finding(source, 4, edit(4, 6, "y"), edit(9, 10, "z"));
    Diagnostic touching = finding(source, 5, edit(5, 5, ";"));
    Diagnostic apart = finding(source, 7, edit(7, 8, "w"));
    Repair repair = Repair.of(source, List.of(first, overlapping, touching, apart));
    assertEquals("01x56w89", repair.source().text());
    assertEquals(List.of(first, apart), repair.fixed());
  }

  @Test
  void leavesOtherSourcesAlone() {
    Source other = new Source("lib.ctl", "0123456789");
    Diagnostic both = finding(source, 0, edit(0, 1, "x"), new Fix.Edit(new Span(other, 0, 1), "x"));
    Diagnostic plain = Diagnostic.at(Code.E0101, new Span(source, 0, 0), "no fix").build();
    assertEquals(new Repair(source, List.of()).fixed(), Repair.of(source, List.of(both, plain)).fixed());
    assertEquals(source.text(), Repair.of(source, List.of(both, plain)).source().text());
  }
}
