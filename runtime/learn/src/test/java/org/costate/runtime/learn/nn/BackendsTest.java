/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void backendsHaveNames() {
    assertEquals("plain", Backends.named("plain").name());
    assertEquals("vector", Backends.named("vector").name());
    assertEquals("vector", Backends.best().name());
    String message = assertThrows(IllegalArgumentException.class, () -> Backends.named("abacus")).getMessage();
    assertTrue(message.startsWith("no back end abacus; there are plain and vector, and what the class path has"),
        message);
  }

  /** A virtual machine of its own, without the module. */
  @Test
  void withoutTheModuleOfVectorsPlainLoopsRun() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), WithoutVectors.class.getName())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains("plain 0.7615942"), said);
    assertTrue(said.contains("the back end vector needs java --add-modules jdk.incubator.vector"), said);
  }
}
