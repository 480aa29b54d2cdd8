/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the exported files look like; that they compute what the generated classes compute is a test of the benchmarks. */
class CExporterTest {
  /** {@code -Dgolden.accept=true} writes what is expected anew, to be reviewed like code. */
  @Test
  void filesAreAsExpected() throws IOException {
    Path program = Corpus.programs("export").getFirst();
    CompilationResult result = Compiler.compile(Corpus.source(program), CompilerOptions.DEFAULTS);
    assertTrue(!result.hasErrors(), result::report);
    Path expected = program.resolveSibling("tank.c");
    CSource found = result.problems().getFirst().toC(CSource.headerName(expected));
    if (Boolean.getBoolean("golden.accept")) {
      found.write(expected);
    }
    assertEquals(Files.readString(expected), found.source());
    assertEquals(Files.readString(program.resolveSibling("tank.h")), found.header());
  }

  @Test
  void headerStandsBesideTheSource(@TempDir Path folder) throws IOException {
    new CSource("P", "header", "source").write(folder.resolve("a.b.c"));
    assertEquals("source", Files.readString(folder.resolve("a.b.c")));
    assertEquals("header", Files.readString(folder.resolve("a.b.h")));
    assertThrows(NoSuchFileException.class,
        () -> new CSource("P", "header", "source").write(folder.resolve("nowhere/a.c")));
    for (String wrong : List.of("a.cc", ".c", "a", "a\".c")) {
      assertThrows(IllegalArgumentException.class, () -> CSource.headerName(Path.of(wrong)), wrong);
    }
  }

  @Test
  void commentsEndWhereTheyShould() {
    assertEquals("a * / b / * c ? ? ?/ d", CodeText.harmless("a */ b /* c ???/\n\t d"));
    CodeText text = new CodeText();
    text.comment("x ".repeat(80) + "*/");
    assertTrue(text.toString().lines().allMatch(line -> line.length() <= 115), text::toString);
    assertEquals(text.toString().length() - 3, text.toString().indexOf("*/"));
  }

  @Test
  void namesAreIdentifiersAndStayDifferent() {
    assertEquals("SwingUp", Identifiers.prefix("SwingUp"));
    assertEquals("p_x", Identifiers.prefix("_x"));
    assertEquals("Gru00fcn", Identifiers.prefix("Gr\u00fcn"));
    Identifiers names = new Identifiers();
    assertEquals("P_x_a_b", names.take("P_x_", "a.b"));
    assertEquals("P_x_a_b_", names.take("P_x_", "a_b"));
  }

  @Test
  void numbersGiveTheirValueBack() {
    for (double value : new double[] {0, -0.0, 0.1, -1e-300, Double.MIN_VALUE, Double.MAX_VALUE, 1e22}) {
      assertEquals(value, Double.parseDouble(Operation.number(value)));
    }
    assertEquals("NAN", Operation.number(Double.NaN));
    assertEquals("-INFINITY", Operation.number(Double.NEGATIVE_INFINITY));
  }

  @Test
  void everyOperationIsWritten() {
    Stream<String> texts = Arrays.stream(Op.values()).map(op -> Operation.text(op, "a", "b", "c"));
    assertTrue(texts.allMatch(text -> text.contains("a")));
    assertEquals("-(-1.0)", Operation.text(Op.NEGATE, "-1.0", "", ""));
    assertEquals("modulo(a, b)", Operation.text(Op.MOD, "a", "b", "c"));
    assertEquals("fma(a, b, c)", Operation.text(Op.MULTIPLY_ADD, "a", "b", "c"));
  }

  @Test
  void everyKernelIsThere() {
    for (Kernel kernel : Kernel.values()) {
      assertTrue(kernel.text().contains("static ") && !kernel.text().contains("Copyright"), kernel.word());
    }
  }
}
