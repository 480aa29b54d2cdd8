/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.TextRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data files are found beside the file that names them, inside the project folder, and go into the compiled program. */
class DataFilesTest {
  private static final String PROGRAM = """
      table cd(mach) = csv("%s");
      problem Glide {
        signal wind = csv("data/wind.csv", "time", "speed");
        state v;
        control u;
        dynamics { der(v) = u + wind - cd(v)*v; }
        horizon 2 steps 20;
        start v = 0;
        minimize { running u^2; terminal (v - 1)^2; }
      }
      """;

  @TempDir
  Path outside;

  private Path root;

  @BeforeEach
  void makeProject() throws IOException {
    root = outside.resolve("project");
    write("drag.csv", "mach,cd\n0,0.3\n0.8,0.32\n1,0.55\n2,0.4\n");
    write("data/wind.csv", "time,speed\n0,0\n1,0.5\n2,0\n");
    Files.writeString(outside.resolve("secret.csv"), "0,1\n1,2\n");
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Problem glide(String table) throws IOException {
    return Costate.load(write("glide.ctl", PROGRAM.formatted(table))).problem("Glide");
  }

  @Test
  void aJarNeedsTheFilesNoMoreAndDoesNotNameThem() throws IOException {
    Solution expected = glide("drag.csv").solve();
    Path jar = outside.resolve("glide.jar");
    Costate.load(root.resolve("glide.ctl")).save(jar);
    Files.delete(root.resolve("drag.csv"));
    Files.delete(root.resolve("data/wind.csv"));
    Solution found = Costate.load(jar).problem("Glide").solve();
    assertArrayEquals(expected.state("v"), found.state("v"));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (var entry : zip.stream().toList()) {
        String bytes = new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("drag.csv") || bytes.contains("wind.csv"), entry.getName());
      }
    }
  }

  @Test
  void aModuleFindsTheDataBesideItself() throws IOException {
    write("plants/body.ctl", "module plants.body;\ntable cd(mach) = csv(\"tables/cd.csv\");\n");
    write("plants/tables/cd.csv", "0,1\n1,2\n");
    Path main = write("tasks/glide.ctl", """
        module tasks.glide;
        import plants.body { cd };
        problem P {
          state v;
          control u;
          dynamics { next(v) = cd(v) + u; }
          horizon 1 steps 1;
          start v = 0.5;
          minimize { running u^2; }
        }
        """);
    assertEquals(1.5, Costate.load(main).problem("P").solve().state("v")[1], 1e-12);
  }

  @Test
  void nothingOutsideTheProjectIsRead() throws IOException {
    Files.createSymbolicLink(root.resolve("link.csv"), outside.resolve("secret.csv"));
    Files.createSymbolicLink(root.resolve("folder"), outside);
    for (String path : new String[] {"../secret.csv", outside.resolve("secret.csv").toString(), "link.csv",
      "folder/secret.csv", "data/../../secret.csv", "C:/secret.csv", "data", ""}) {
      Diagnostic wrong = refused(path);
      assertEquals(Code.E1001, wrong.code(), path);
      assertFalse(TextRenderer.render(wrong).contains("there is no such file"), TextRenderer.render(wrong));
    }
  }

  @Test
  void whatIsNoTextOrTooLargeIsRefused() throws IOException {
    Files.write(root.resolve("bytes.csv"), new byte[] {'0', ',', '1', '\n', (byte) 0xE4, ',', '2'});
    assertTrue(TextRenderer.render(refused("bytes.csv")).contains("byte 0xE4 is not UTF-8, in line 2"));
    Files.write(root.resolve("large.csv"), new byte[SourceFiles.MAX_BYTES + 1]);
    assertTrue(TextRenderer.render(refused("large.csv")).contains("it has more than 4 MiB"));
  }

  @Test
  void aTextWithoutAFileHasNoData() {
    CompilationException wrong = assertThrows(CompilationException.class,
        () -> Costate.compile("glide.ctl", PROGRAM.formatted("drag.csv"), Map.of()));
    assertEquals(Code.E1001, wrong.diagnostics().getFirst().code());
  }

  private Diagnostic refused(String path) {
    return assertThrows(CompilationException.class, () -> glide(path), path).diagnostics().getFirst();
  }
}
