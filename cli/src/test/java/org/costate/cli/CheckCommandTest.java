/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckCommandTest extends CommandLineTest {
  private static final String MISSPELT = REACH.replace("next(x) = x + u", "next(x) = x + n*gaol + u");

  @Test
  void checkIsSilentAboutRightPrograms() throws IOException {
    assertEquals(new Outcome(ExitCode.OK, "", ""), run("check", file("reach.ctl", REACH)));
  }

  @Test
  void checkReportsTheErrorsOfAllFiles() throws IOException {
    String first = file("first.ctl", REACH.replace("next(x) = x + u", "next(x) = x + w"));
    String second = file("second.ctl", REACH.replace("problem Reach {", "problem Reach"));
    Outcome checked = run("check", first, file("right.ctl", REACH), second);
    assertEquals(ExitCode.WRONG_PROGRAM, checked.code());
    assertTrue(checked.err().contains("first.ctl:8:") && checked.err().contains("second.ctl:"), checked.err());
    assertFalse(checked.err().contains("right.ctl"), checked.err());
  }

  @Test
  void tooManyErrorsAreCounted() throws IOException {
    String file = file("many.ctl", "const a = 2u;\n".repeat(23));
    for (Outcome outcome : List.of(run("check", file), run("solve", file), run("derive", file, "a"))) {
      assertEquals(ExitCode.WRONG_PROGRAM, outcome.code());
      assertTrue(outcome.err().contains("many.ctl:20:") && outcome.err().contains("\nand 3 more errors\n"),
          outcome.err());
    }
  }

  @Test
  void checkWritesJsonForPrograms() throws IOException {
    String file = file("wrong.ctl", REACH.replace("next(x) = x + u", "next(x) = x + w"));
    Outcome checked = run("check", file, "--format", "json");
    assertEquals(ExitCode.WRONG_PROGRAM, checked.code());
    assertEquals("", checked.err());
    Map<String, Object> finding = Json.parse(checked.out());
    assertEquals("E0201", finding.get("code"));
    assertEquals(8.0, finding.get("line"));
    assertEquals(ExitCode.USAGE, run("check", file, "--format", "xml").code());
  }

  @Test
  void findingsAreCounted() throws IOException {
    String wrong = file("wrong.ctl", MISSPELT);
    assertTrue(run("check", wrong).err().endsWith("\n\n1 error\n"));
    assertTrue(run("check", wrong, wrong).err().endsWith("\n\n2 errors\n"));
  }

  @Test
  void warningsAreReportedAndDeniedOnDemand() throws IOException {
    String file = file("unused.ctl", REACH.replace("param goal = 1;", "param goal = 1;\n  param spare = 2;"));
    Outcome checked = run("check", file);
    assertEquals(ExitCode.OK, checked.code());
    assertTrue(checked.err().startsWith("warning[W0202]: param `spare` is never used\n"), checked.err());
    assertTrue(checked.err().endsWith("\n\n1 warning\n"), checked.err());
    assertEquals(new Outcome(ExitCode.WRONG_PROGRAM, "", checked.err()), run("check", "--deny-warnings", file));
    assertEquals(ExitCode.OK, run("check", "--deny-warnings", file("right.ctl", REACH)).code());
    String both = run("check", file, file("wrong.ctl", MISSPELT)).err();
    assertTrue(both.endsWith("\n\n1 error, 1 warning\n"), both);
    Outcome json = run("check", file, "--format=json");
    assertEquals("warning", Json.parse(json.out()).get("level"));
    assertEquals(ExitCode.OK, json.code());
  }

  @Test
  void solveShowsWarningsOnce() throws IOException {
    String second = "solve Reach as again using ddp {}\n";
    String file = file("unused.ctl", REACH.replace("param goal = 1;", "param goal = 1;\n  param spare = 2;") + second);
    for (Outcome solved : List.of(run("solve", file), run("solve", file, "--json"))) {
      assertEquals(ExitCode.OK, solved.code());
      assertEquals(1, solved.err().lines().filter(l -> l.startsWith("warning[W0202]")).count(), solved.err());
      assertFalse(solved.out().contains("W0202"), solved.out());
    }
  }

  @Test
  void jsonCarriesTheEditsOfAFix() throws IOException {
    Map<String, Object> finding = Json.parse(run("check", file("wrong.ctl", MISSPELT), "--format", "json").out());
    Map<?, ?> edit = (Map<?, ?>) ((List<?>) ((Map<?, ?>) finding.get("fix")).get("edits")).getFirst();
    assertEquals("goal", edit.get("replacement"));
    assertEquals(8.0, edit.get("line"));
    assertEquals(30.0, edit.get("column"));
    assertEquals(34.0, edit.get("endColumn"));
  }

  @Test
  void fixRewritesTheFile() throws IOException {
    String file = file("wrong.ctl", MISSPELT.replace("\n", "\r\n"));
    Outcome fixed = run("check", "--fix", file);
    assertEquals(ExitCode.OK, fixed.code(), fixed.err());
    assertEquals("", fixed.out());
    assertEquals("fixed " + file + ":8:30 E0201: replace `gaol` with `goal`\n", fixed.err());
    assertEquals(MISSPELT.replace("gaol", "goal").replace("\n", "\r\n"), Files.readString(Path.of(file)));
    assertEquals(new Outcome(ExitCode.OK, "", ""), run("check", "--fix", file));
  }

  @Test
  void fixGoesOnUntilNothingMoreCanBeFixed() throws IOException {
    String file = file("many.ctl", "const a = 2;\nconst b = 2a 3;\nconst d = q;\nfunction f(y) = 2y;\n"
        + REACH.replace("next(x) = x + u", "next(x) == x + u").replace("state x;", "state x"));
    Outcome fixed = run("check", "--fix", file);
    String text = Files.readString(Path.of(file));
    assertEquals("const a = 2;\nconst b = 2*a*3;\nconst d = q;\nfunction f(y) = 2*y;\n" + REACH, text);
    assertEquals(ExitCode.WRONG_PROGRAM, fixed.code());
    assertEquals(5, fixed.err().lines().filter(l -> l.startsWith("fixed ")).count(), fixed.err());
    assertEquals(run("check", file).err(), fixed.err().substring(fixed.err().indexOf("error[")));
  }

  @Test
  void aFixThatRevealsMoreErrorsThanItMendsIsLeftAlone() throws IOException {
    String text = "problem P {\n  state x\n  control u;\n}\n";
    String file = file("unfinished.ctl", text);
    Outcome fixed = run("check", "--fix", file);
    assertEquals(ExitCode.WRONG_PROGRAM, fixed.code());
    assertEquals(text, Files.readString(Path.of(file)));
    assertTrue(fixed.err()
        .contains("not fixed " + file
            + ": what could be fixed hides other errors, 1 error would become 4 errors\n"),
        fixed.err());
    assertTrue(fixed.err().contains("expected `;`") && fixed.err().endsWith("1 error\n"), fixed.err());
  }

  @Test
  void diffShowsWhatFixWouldWrite() throws IOException {
    String file = file("wrong.ctl", MISSPELT);
    Outcome diff = run("check", "--diff", file);
    assertEquals("""
        --- FILE
        +++ FILE
        @@ -5,7 +5,7 @@
           state x;
           state v[2];
           control u in [-10, 10];
        -  dynamics { next(x) = x + n*gaol + u; next(v) = v; }
        +  dynamics { next(x) = x + n*goal + u; next(v) = v; }
           horizon n steps n;
           start x = 0, v = [0, 0];
           minimize { running effort: 1e-3*u^2*W[1, 1]; terminal there: (x - goal)^2; }
        """.replace("FILE", file), diff.out());
    assertEquals(ExitCode.WRONG_PROGRAM, diff.code());
    assertTrue(diff.err().contains("unknown name `gaol`") && diff.err().endsWith("1 error\n"), diff.err());
    assertEquals(MISSPELT, Files.readString(Path.of(file)));
    assertEquals(diff, run("check", "--fix", "--diff", file));
  }

  @Test
  void standardInputIsCheckedAndMendedToStandardOutput() throws IOException {
    assertEquals(new Outcome(ExitCode.OK, "", ""), withInput(REACH, "check", "-"));
    assertTrue(withInput(MISSPELT, "check", "-").err().contains("--> <stdin>:8:30"));
    Outcome fixed = withInput(MISSPELT, "check", "--fix", "-");
    assertEquals(MISSPELT.replace("gaol", "goal"), fixed.out());
    assertEquals("fixed <stdin>:8:30 E0201: replace `gaol` with `goal`\n", fixed.err());
    assertEquals(new Outcome(ExitCode.OK, REACH, ""), withInput(REACH, "check", "--fix", "-"));
    assertEquals(ExitCode.USAGE, withInput(MISSPELT, "check", "--fix", "-", "--format=json").code());
  }

  @Test
  void fixKeepsLinksAndPermissions() throws IOException {
    Path file = Path.of(file("wrong.ctl", MISSPELT));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.ctl"), file);
    assertEquals(ExitCode.OK, run("check", "--fix", link.toString()).code());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(Files.readString(file).contains("gaol"));
  }

  @Test
  void aJarCannotBeFixed() throws IOException {
    assertEquals(ExitCode.USAGE, run("check", "--fix", folder.resolve("a.jar").toString()).code());
  }
}
