/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.junit.jupiter.api.Test;

class TextRendererTest {
  private final Source pendulum = new Source("pendulum.ctl", "\n".repeat(14) + """
          der(theta) = omega;
          der(omega) = (tau - b*omga - m*g*l*sin(theta)) / (m*l^2);
      """);

  private static Span span(Source source, String text) {
    int start = source.text().indexOf(text);
    return new Span(source, start, start + text.length());
  }

  @Test
  void showsContextUnderlineAndFix() {
    Diagnostic diagnostic = Diagnostic.at(Code.E0201, span(pendulum, "omga"), "unknown name `omga`")
        .label("not declared in model `Pendulum`")
        .second(span(pendulum, "der(theta)"), "")
        .help("a state has a similar name: `omega` (line 11)")
        .fix(Fix.replace(span(pendulum, "omga"), "omega"))
        .build();
    assertEquals("""
        error[E0201]: unknown name `omga`
          --> pendulum.ctl:16:27
           |
        15 |     der(theta) = omega;
        16 |     der(omega) = (tau - b*omga - m*g*l*sin(theta)) / (m*l^2);
           |                           ^^^^ not declared in model `Pendulum`
           |
           = help: a state has a similar name: `omega` (line 11)
           = fix:  replace `omga` with `omega`
        """, TextRenderer.render(diagnostic));
  }

  @Test
  void showsSeveralLabelsOnALineAndDistantLines() {
    Source source =
        new Source("quadrotor.ctl", "\n".repeat(8) + "  control f[4] : N = mass*g/4 in [0, 4];\n" + "\n".repeat(4)
            + "    der(v) = f / mass - [0, 0, g];\n");
    Diagnostic diagnostic = Diagnostic.at(Code.E0301, span(source, "f / mass"), "cannot subtract a [3] from a [4]")
        .label("shape [4]")
        .second(span(source, "f[4]"), "declared with 4 elements")
        .second(span(source, "[0, 0, g]"), "shape [3]")
        .note("`+` and `-` need equal shapes, or a scalar on one side")
        .build();
    assertEquals("""
        error[E0301]: cannot subtract a [3] from a [4]
          --> quadrotor.ctl:14:14
           |
         9 |   control f[4] : N = mass*g/4 in [0, 4];
           |           ---- declared with 4 elements
        ...
        14 |     der(v) = f / mass - [0, 0, g];
           |              ^^^^^^^^ shape [4]
           |                         --------- shape [3]
           |
           = note: `+` and `-` need equal shapes, or a scalar on one side
        """, TextRenderer.render(diagnostic));
  }

  @Test
  void showsFirstAndLastLineOfALongPlace() {
    Source source = new Source("a.ctl", "let a = [1,\n  2,\n  3,\n  4];\n");
    Diagnostic diagnostic =
        Diagnostic.at(Code.E0301, span(source, "[1,\n  2,\n  3,\n  4]"), "too long").label("here").build();
    assertEquals("""
        error[E0301]: too long
         --> a.ctl:1:9
          |
        1 | let a = [1,
          |         ^^^ here
        ...
        4 |   4];
          |   ^^
        """, TextRenderer.render(diagnostic));
  }

  @Test
  void alignsTabsAndWideLettersAndMarks() {
    Source source = new Source("a.ctl", "\tlet 位置\t= e\u0301x + u;");
    Diagnostic diagnostic =
        Diagnostic.at(Code.E0201, span(source, "x"), "unknown").second(span(source, "u"), "known").build();
    assertEquals("""
        error[E0201]: unknown
         --> a.ctl:1:13
          |
        1 |     let 位置    = e\u0301x + u;
          |                    ^
          |                        - known
        """, TextRenderer.render(diagnostic));
  }

  @Test
  void cutsLongLinesAroundTheUnderline() {
    Source source = new Source("a.ctl", "x + ".repeat(100) + "bad" + " + x".repeat(100));
    String text = TextRenderer.render(Diagnostic.at(Code.E0201, span(source, "bad"), "unknown").label("here").build());
    List<String> lines = text.lines().toList();
    assertTrue(lines.stream().allMatch(line -> DisplayLine.width(line) <= 120), text);
    assertTrue(lines.get(3).startsWith("1 | …") && lines.get(3).endsWith("…"), text);
    assertEquals(lines.get(3).indexOf("bad"), lines.get(4).indexOf("^^^ here"), text);
  }

  @Test
  void showsPlacesInOtherFiles() {
    Source source = new Source("a.ctl", "let a = f(1);");
    Source library = new Source("lib/f.ctl", "\nfunction f(x, y) = x;");
    Diagnostic diagnostic = Diagnostic.at(Code.E0302, span(source, "f(1)"), "`f` takes 2 arguments")
        .label("1 is given")
        .second(span(library, "f(x, y)"), "declared here")
        .build();
    assertEquals("""
        error[E0302]: `f` takes 2 arguments
         --> a.ctl:1:9
          |
        1 | let a = f(1);
          |         ^^^^ 1 is given
         ::: lib/f.ctl:2:10
          |
        2 | function f(x, y) = x;
          |          ------- declared here
        """, TextRenderer.render(diagnostic));
  }

  @Test
  void alignsHelpOverSeveralLinesAndWrapsLongNotes() {
    Source source = new Source("a.ctl", "start theta = 0;");
    Diagnostic diagnostic = Diagnostic.at(Code.E0101, span(source, "start"), "no start value")
        .note("word ".repeat(30).strip())
        .help("give a number, or leave it to the solver:\nstart theta = 0;\nstart theta free;")
        .build();
    assertEquals("""
        error[E0101]: no start value
         --> a.ctl:1:1
          |
        1 | start theta = 0;
          | ^^^^^
          |
          = note: word word word word word word word word word word word word word word word word word word
                word word word word word word word word word word word word
          = help: give a number, or leave it to the solver:
                start theta = 0;
                start theta free;
        """, TextRenderer.render(diagnostic));
  }

  @Test
  void hidesCharactersThatWouldMoveTheCursor() {
    Source source = new Source("a.ctl", "\u001b[2Jx \u202E y");
    String text =
        TextRenderer.render(Diagnostic.at(Code.E0201, span(source, "x"), "un\u0007known").label("a\u009bb").build());
    assertTrue(text.codePoints().noneMatch(point -> point != '\n' && Character.isISOControl(point) || point == 0x202E),
        text);
  }

  @Test
  void pointsBehindTheLastCharacterOfAFile() {
    Source source = new Source("a.ctl", "const a = 1");
    Span end = new Span(source, 11, 11);
    assertTrue(
        TextRenderer.render(Diagnostic.at(Code.E0101, end, "expected `;`").build()).contains("\n  |            ^\n"));
  }
}
