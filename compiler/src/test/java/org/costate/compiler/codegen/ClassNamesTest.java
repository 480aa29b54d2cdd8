/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ir.Program;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
  @Test
  void plainNamesStay() {
    assertEquals("pendulum.SwingUp", ClassNames.problem("pendulum.ctl", "SwingUp"));
    assertEquals("pendulum.SwingUp$Run2", ClassNames.run("pendulum.SwingUp", 2));
    assertEquals("маятник.P", ClassNames.problem("маятник.ctl", "P"));
  }

  @Test
  void whatCannotStandInANameIsEscaped() {
    assertEquals("my$0020pendulum$002d2.P", ClassNames.problem("my pendulum-2.ctl", "P"));
    assertEquals("$0032link.P", ClassNames.problem("2link", "P"));
    assertEquals("$.P", ClassNames.problem(".ctl", "P"));
    assertEquals("$006aava.P", ClassNames.problem("java.ctl", "P"));
  }

  @Test
  void differentNamesStayDifferentAndCanBeLoaded() {
    List<String> odd = List.of("", "a", "A", "$", "$0061", "a$0061", "a.b", "a/b", "a\\b", "a;b", "a[b", "a<b>", "java",
        "javax", "org.costate.runtime.problem", "new", "CON", "\ud800", "\ud83d\ude80", "\u0000", "a\u0301", "á", " ",
        "a".repeat(3000), "a".repeat(3001), "ж".repeat(4000), "\n", "<init>");
    Map<String, String> seen = new HashMap<>();
    for (String stem : odd) {
      for (String problem : List.of("P", "P$Run1", "b")) {
        String name = ClassNames.problem(stem, problem);
        String before = seen.put(name, stem + " " + problem);
        assertEquals(null, before, () -> "same name for " + stem + " " + problem);
        assertTrue(name.length() < 500);
        GeneratedClass compiled = ClassGenerator.generate(
            new Program(name, Program.Base.RUN, Functions.program(List.of(), List.of()).entries(), ""),
            Functions.NOWHERE, node -> Optional.empty());
        new GeneratedClassLoader(Map.of(name, compiled.bytes())).run(name);
      }
    }
  }
}
