/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.costate.compiler.ast.Member;
import org.junit.jupiter.api.Test;

/** docs/library.md is what the sources say. After a wanted change, {@code -Dgolden.accept=true} writes it anew. */
class LibraryPageTest {
  private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../docs/library.md");

  @Test
  void thePageIsMadeFromTheSources() throws IOException {
    String text = LibraryPage.text();
    if (Boolean.getBoolean("golden.accept")) {
      Files.writeString(PAGE, text);
    }
    assertEquals(Files.readString(PAGE), text);
  }

  @Test
  void theProgramOfThePageIsRight() {
    String text = LibraryPage.text();
    String program = text.substring(text.indexOf("```text\n") + 8, text.indexOf("```\n"));
    assertEquals("", Library.compile(program).report());
  }

  @Test
  void everyDeclarationHasAComment() {
    for (Library.Module module : Library.modules()) {
      module.declarations(Member.Function.class).forEach(f -> assertFalse(module.doc(f.span()).isBlank(), f::toString));
      module.declarations(Member.Const.class).forEach(c -> assertFalse(module.doc(c.span()).isBlank(), c::toString));
      module.models().forEach(m -> assertFalse(module.doc(m.span()).isBlank(), m::toString));
    }
  }
}
