/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.driver.Phase;
import org.costate.stdlib.StdlibSources;
import org.junit.jupiter.api.Test;

/** compile, export, explain, new and dump. */
class OtherCommandsTest extends CommandLineTest {
  @Test
  void compileWritesAJarOrNothing() throws IOException {
    Path jar = folder.resolve("reach.jar");
    Outcome wrong = run("compile", file("wrong.ctl", REACH.replace("+ u", "+ w")), "-o", jar.toString());
    assertEquals(ExitCode.WRONG_PROGRAM, wrong.code());
    assertFalse(Files.exists(jar));
    String file = file("reach.ctl", REACH);
    assertEquals(ExitCode.USAGE, run("compile", file).code());
    assertEquals(ExitCode.USAGE, run("compile", file, "-o", folder.resolve("reach.zip").toString()).code());
    Path nowhere = folder.resolve("no/reach.jar");
    assertEquals("costate: no such file: " + nowhere.getParent() + "\n",
        run("compile", file, "-o", nowhere.toString()).err());
    assertEquals(ExitCode.OK, run("compile", file, "--fma", "-o", jar.toString()).code());
    assertEquals(ExitCode.USAGE, run("solve", jar.toString(), "--fma").code());
    Outcome right = run("compile", file, "--output", jar.toString());
    for (Outcome inside : List.of(run("derive", jar.toString(), "x"), run("dump", jar.toString(), "--after=lower"))) {
      assertEquals(ExitCode.USAGE, inside.code());
      assertTrue(inside.err().contains("holds no formulas"), inside.err());
    }
    assertEquals(ExitCode.OK, right.code(), right.err());
    assertTrue(right.out().contains("Reach"), right.out());
    assertTrue(Files.size(jar) > 0);
  }

  @Test
  void exportWritesSourceAndHeaderOrNothing() throws IOException {
    Path c = folder.resolve("reach.c");
    String file = file("reach.ctl", REACH);
    assertTrue(run("export", file).err().contains("costate export " + file + " --c"));
    assertTrue(run("export", file, "--c", "-o", folder.resolve("reach.txt").toString()).err().contains("-o NAME.c"));
    assertTrue(run("export", file, "--c", "--problem", "Raech").err().contains("did you mean `Reach`?"));
    assertTrue(run("export", "reach.jar", "--c").err().contains("holds no formulas"));
    assertTrue(run("export", file("none.ctl", "const n = 1;\n"), "--c").err().contains("has no problem"));
    String two =
        file("two.ctl", REACH.replace("solve Reach", "solve Other").replace("problem Reach", "problem Other") + REACH);
    assertTrue(run("export", two, "--c").err().contains("--problem NAME, one of Other, Reach"));
    assertEquals(ExitCode.WRONG_PROGRAM, run("export", file("wrong.ctl", REACH.replace("+ u", "+ w")), "--c").code());
    assertFalse(Files.exists(c));
    Outcome right = run("export", file, "--c", "--output", c.toString());
    assertEquals(ExitCode.OK, right.code(), right.err());
    assertEquals(c + ": Reach\n", right.out());
    assertTrue(Files.readString(c).contains("#include \"reach.h\""));
    assertTrue(Files.readString(folder.resolve("reach.h")).contains("void Reach_step("));
  }

  @Test
  void explainPrintsThePageOfEveryCode() {
    for (Code code : Code.values()) {
      Outcome page = run("explain", code.name());
      assertEquals(ExitCode.OK, page.code());
      assertTrue(page.out().startsWith("# " + code + ": "), page.out());
    }
    assertEquals(run("explain", "E0201").out(), run("explain", "e0201").out());
    Outcome unknown = run("explain", "E0210");
    assertEquals(ExitCode.USAGE, unknown.code());
    assertTrue(unknown.err().contains("did you mean `E0201`?"), unknown.err());
  }

  @Test
  void explainKnowsFunctionsAndMethods() {
    String functions = run("explain", "functions").out();
    assertTrue(functions.contains("  atan2(y, x) ") && functions.contains("sum of the elements"), functions);
    assertEquals("  sqrt(x)   square root\n", run("explain", "sqrt").out());
    String ilqr = run("explain", "ilqr").out();
    assertTrue(ilqr.contains("  line_search.steps = 10 ") && ilqr.contains("an integer from 1 to 100"), ilqr);
    assertTrue(run("explain", "sqrrt").err().contains("did you mean `sqrt`?"));
  }

  @Test
  void derivePrintsFormulasAndDerivatives() throws IOException {
    String file = file("reach.ctl", REACH);
    Outcome text = run("derive", file, "next(x)", "there");
    assertEquals(ExitCode.OK, text.code(), text.err());
    assertEquals("next(x) = x + u\nd next(x) / d x = 1\nd next(x) / d u = 1\n",
        text.out().substring(0, text.out().indexOf("there")));
    assertTrue(text.out().contains("d there / d x = "), text.out());
    assertTrue(run("derive", file, "effort", "--latex").out().contains("\\frac{\\partial "));
    Outcome vector = run("derive", file, "next(v)");
    assertTrue(vector.out().contains("next(v[1]) = v[1]") && vector.out().contains("next(v[2]) = v[2]"), vector.out());
    Outcome unknown = run("derive", file, "tere");
    assertEquals(ExitCode.USAGE, unknown.code());
    assertTrue(unknown.err().contains("did you mean `there`?"), unknown.err());
    assertEquals(ExitCode.USAGE, run("derive", file).code());
    assertEquals(ExitCode.USAGE, run("derive", file, "there", "--problem", "Rech").code());
    assertEquals(ExitCode.WRONG_PROGRAM, run("derive", file("wrong.ctl", "model"), "x").code());
  }

  @Test
  void newWritesProgramsThatAreSolved() throws IOException {
    for (String template : new StdlibSources().templates()) {
      Path file = folder.resolve(template + "_copy.ctl");
      Outcome written = run("new", file.toString(), "--template", template);
      assertEquals(ExitCode.OK, written.code(), written.err());
      Outcome solved = run("solve", file.toString());
      assertEquals(ExitCode.OK, solved.code(), template + ": " + solved.out() + solved.err());
    }
  }

  @Test
  void newNeverOverwrites() throws IOException {
    String mine = file("mine.ctl", "my work");
    Outcome refused = run("new", mine);
    assertEquals(ExitCode.USAGE, refused.code());
    assertEquals("my work", Files.readString(Path.of(mine)));
    Outcome unknown = run("new", folder.resolve("x").toString(), "--template", "pendulm");
    assertEquals(ExitCode.USAGE, unknown.code());
    assertTrue(unknown.err().contains("did you mean `pendulum`?"), unknown.err());
  }

  @Test
  void dumpPrintsWhatEachPhaseMade() throws IOException {
    String file = file("reach.ctl", REACH);
    for (Phase phase : Phase.values()) {
      Outcome dumped = run("dump", file, "--after=" + phase.word());
      assertEquals(ExitCode.OK, dumped.code(), dumped.err());
      assertTrue(dumped.out().contains("Reach"), phase + ": " + dumped.out());
    }
    assertEquals(ExitCode.USAGE, run("dump", file).code());
    assertEquals(ExitCode.USAGE, run("dump", file, "--after=magic").code());
    assertEquals(ExitCode.WRONG_PROGRAM, run("dump", file("wrong.ctl", "model"), "--after=parse").code());
  }
}
