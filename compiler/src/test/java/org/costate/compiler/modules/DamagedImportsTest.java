/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.modules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.costate.compiler.diagnostics.JsonRenderer;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.golden.ProgramFiles;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider.Lookup;
import org.junit.jupiter.api.Test;

/** Whatever stands in the files of a program, and whichever of them is found for a name: there are diagnostics, never an exception. */
class DamagedImportsTest {
  private static final int ROUNDS = 1_000;
  private static final List<String> SCRAPS =
      List.of("import ", "module a;", "{", "}", ";", ".", " as ", "extends ", "\0", "\uD800", "//",
          "/*", "problem P for a.b { }", "solve a.P using ilqr { }", "model A extends A { }", "import a { A };",
          "a.b.c", "\"", "\n");

  @Test
  void everyDamagedProgramEndsInAResultOrInDiagnostics() {
    List<ProgramFiles> programs = Corpus.programs("golden/modules")
        .stream()
        .map(file -> ProgramFiles.of("main.ctl", Corpus.source(file).text()))
        .toList();
    assertTrue(programs.size() > 20);
    Random random = new Random(20260101);
    for (int i = 0; i < ROUNDS; i++) {
      ProgramFiles files = damaged(programs.get(random.nextInt(programs.size())), random);
      CompilationResult result = Compiler.compile(files.root(), files.options());
      result.report();
      result.diagnostics().forEach(JsonRenderer::render);
    }
  }

  private static ProgramFiles damaged(ProgramFiles program, Random random) {
    List<String> names = new ArrayList<>(program.modules().keySet());
    Map<String, Lookup> modules = new HashMap<>();
    program.modules().forEach((name, lookup) -> modules.put(name, switch (lookup) {
      case Lookup.Found found -> new Lookup.Found(damaged(found.source(), random));
      case Lookup.Missing missing -> missing;
      case Lookup.Refused refused -> refused;
    }));
    if (random.nextInt(4) == 0 && !names.isEmpty()) {
      // A file under the name of another, or the program itself as one of its modules.
      Lookup other = random.nextBoolean()
          ? new Lookup.Found(program.root())
          : modules.get(names.get(random.nextInt(names.size())));
      modules.put(names.get(random.nextInt(names.size())), other);
    }
    return new ProgramFiles(damaged(program.root(), random), modules);
  }

  private static Source damaged(Source source, Random random) {
    StringBuilder text = new StringBuilder(source.text());
    for (int edits = random.nextInt(4); edits > 0 && !text.isEmpty(); edits--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
        case 1 -> text.insert(at, SCRAPS.get(random.nextInt(SCRAPS.size())));
        default -> {
          int from = random.nextInt(text.length());
          text.insert(at, text.substring(from, Math.min(text.length(), from + 30)));
        }
      }
    }
    return new Source(source.name(), text.toString());
  }
}
