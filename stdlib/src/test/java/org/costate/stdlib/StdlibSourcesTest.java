/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StdlibSourcesTest {
  private static final StdlibSources STDLIB = new StdlibSources();

  static List<String> templates() {
    return STDLIB.templates();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyTemplateCompilesAndExpectsSomething(String template) {
    Source source = STDLIB.template(template).orElseThrow();
    CompilationResult result = Compiler.compile(source, CompilerOptions.DEFAULTS);
    assertEquals(List.of(), result.diagnostics());
    assertFalse(result.problems().getFirst().loaded().info().runs().getFirst().expectations().isEmpty());
  }

  static List<String> modules() {
    return STDLIB.modules();
  }

  /** Alone, with nothing that uses it. */
  @ParameterizedTest
  @MethodSource("modules")
  void everyModuleChecksClean(String module) {
    Source source = ((SourceProvider.Lookup.Found) STDLIB.find(module)).source();
    CompilationResult result = Compiler.compile(source, CompilerOptions.DEFAULTS.withModules(STDLIB));
    assertEquals(List.of(), result.diagnostics());
    assertEquals(Optional.of(module), Compiler.moduleName(source));
  }

  @Test
  void everyFileOfTheLibraryIsListed() throws IOException {
    Path root = Path.of(System.getProperty("basedir", "."), "src/main/resources/org/costate/stdlib");
    try (Stream<Path> files = Files.walk(root.resolve("lib"))) {
      List<String> names = files.filter(Files::isRegularFile)
          .map(f -> root.relativize(f).toString().replace(".ctl", "").replace(f.getFileSystem().getSeparator(), "."))
          .sorted()
          .toList();
      assertEquals(names, modules());
    }
  }

  @Test
  void anUnknownNameIsNotFound() {
    assertTrue(STDLIB.template("nope").isEmpty());
    assertEquals(new SourceProvider.Lookup.Missing("`lib/nope.ctl` in the standard library", STDLIB.modules()),
        STDLIB.find("lib.nope"));
    assertInstanceOf(SourceProvider.Lookup.Missing.class, STDLIB.find("templates.pendulum"));
    assertInstanceOf(SourceProvider.Lookup.Missing.class, STDLIB.find("..stdlib"));
  }
}
