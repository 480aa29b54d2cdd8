/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CostateTest {
  @TempDir
  private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void loadsAFileInThreeLines() throws IOException {
    Path file = write("lqr.ctl", Programs.LQR);
    var problem = Costate.load(file).problem("Lqr").with("weight", 1).start("x", 1, 0);
    var solution = problem.solve();
    double[] u = solution.control("u");
    assertEquals(100, u.length);
    assertEquals(-1, u[0], 0.05);
  }

  @Test
  void anArtefactSolvesToTheSameBits() throws IOException {
    Problems compiled = Costate.compile("blocks.ctl", Programs.BLOCKS);
    Path jar = folder.resolve("blocks.jar");
    compiled.save(jar);
    Problems loaded = Costate.load(jar);
    assertEquals(compiled.names(), loaded.names());
    for (int i = 0; i < 2; i++) {
      Solution expected = compiled.runs().get(i).solve();
      Solution found = loaded.runs().get(i).solve();
      assertEquals(expected.objective(), found.objective());
      assertArrayEquals(expected.control("u[2]"), found.control("u[2]"));
      assertEquals(expected.expectations(), found.expectations());
    }
    Path copy = Files.writeString(folder.resolve("copy.jar"), "an older file");
    loaded.save(copy);
    assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(copy));
  }

  @Test
  void functionsAreWrittenAsC() throws IOException {
    Problems compiled = Costate.compile("lqr.ctl", Programs.LQR);
    compiled.exportC("Lqr", folder.resolve("lqr.c"));
    assertTrue(Files.readString(folder.resolve("lqr.c")).contains("void Lqr_step("));
    assertTrue(Files.readString(folder.resolve("lqr.h")).contains("Lqr_nx = "));
    assertThrows(IllegalArgumentException.class, () -> compiled.exportC("Lqr", folder.resolve("lqr.h")));
    assertThrows(IllegalArgumentException.class, () -> compiled.exportC("Other", folder.resolve("lqr.c")));
    Path jar = folder.resolve("lqr.jar");
    compiled.save(jar);
    Problems loaded = Costate.load(jar);
    assertThrows(UnsupportedOperationException.class, () -> loaded.exportC("Lqr", folder.resolve("lqr.c")));
  }

  @Test
  void warningsStandBesideAProgramThatIsAccepted() {
    Problems problems = Costate.compile("lqr.ctl", Programs.LQR + "const spare = 2;\n");
    assertEquals(List.of(Code.W0202), problems.warnings().stream().map(Diagnostic::code).toList());
    assertEquals(List.of(), Costate.compile("lqr.ctl", Programs.LQR).warnings());
    assertEquals("Lqr", problems.problem().name());
  }

  @Test
  void errorsBeyondTheOnesThatAreShownAreCounted() {
    CompilationException e = assertThrows(CompilationException.class,
        () -> Costate.compile("many.ctl", "const a = 2u;\n".repeat(23)));
    assertEquals(23, e.errorCount());
    assertEquals(20, e.diagnostics().size());
  }

  @Test
  void aWrongProgramIsReportedWithEveryError() {
    CompilationException e = assertThrows(CompilationException.class,
        () -> Costate.compile("wrong.ctl",
            Programs.LQR.replace("effort: u^2", "effort: v^2").replace("x[2], u", "x[2], w")));
    assertEquals(List.of(Code.E0201, Code.E0201), e.diagnostics().stream().map(Diagnostic::code).toList());
    assertTrue(e.getMessage().contains("wrong.ctl:6:"), e.getMessage());
  }

  @Test
  void constantsMayBeReplaced() {
    String program = """
        const n = 2;
        problem P {
          state x[n];
          control u[n];
          dynamics { next(x) = x + u; }
          horizon 2 steps 2;
          start x = [1 for i in 1:n];
          minimize { terminal end: sumsq(x); running effort: sumsq(u); }
        }
        """;
    assertEquals(2, Costate.compile("p.ctl", program).problem().solve().stateNames().size());
    assertEquals(5, Costate.compile("p.ctl", program, Map.of("n", 5.0)).problem().solve().stateNames().size());
  }

  @Test
  void theWrongProblemIsAnsweredWithTheKnownOnes() {
    Problems problems = Costate.compile("lqr.ctl", Programs.LQR);
    String message = assertThrows(IllegalArgumentException.class, () -> problems.problem("Lqq")).getMessage();
    assertTrue(message.contains("Lqr"), message);
    Problems none = Costate.compile("none.ctl", "const n = 1;");
    assertThrows(IllegalArgumentException.class, none::problem);
  }

  @Test
  void whatIsNoTextIsRefused() throws IOException {
    Path broken = folder.resolve("broken.ctl");
    byte[] bytes = "// caf\u00e9\nmodel".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(broken, bytes);
    CompilationException e = assertThrows(CompilationException.class, () -> Costate.load(broken));
    assertEquals(Code.E0104, e.diagnostics().getFirst().code());
    assertTrue(e.getMessage().contains("byte 0xE9"), e.getMessage());
    assertTrue(e.getMessage().contains("broken.ctl:1:7"), e.getMessage());
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    assertEquals(List.of("Lqr"), Costate.load(write("bom.ctl", "\ufeff" + Programs.LQR)).names());
  }

  @Test
  void aHugeFileIsRefused() throws IOException {
    Path huge = folder.resolve("huge.ctl");
    Files.write(huge, new byte[SourceFiles.MAX_BYTES + 1]);
    CompilationException e = assertThrows(CompilationException.class, () -> Costate.load(huge));
    assertEquals(Code.E0902, e.diagnostics().getFirst().code());
  }

  @Test
  void whatCannotBeReadIsAnIOException() throws IOException {
    assertThrows(NoSuchFileException.class, () -> Costate.load(folder.resolve("no.ctl")));
    assertThrows(IOException.class, () -> Costate.load(folder));
    Path noJar = write("no.jar", "text");
    assertThrows(IOException.class, () -> Costate.load(noJar));
    assertThrows(IllegalArgumentException.class, () -> Costate.load(noJar, Map.of("n", 1.0)));
  }
}
