/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Program;
import org.costate.runtime.problem.ArtifactException;
import org.costate.runtime.problem.ArtifactLoader;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.LoadedProblem;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.Sparsity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactTest {
  @TempDir
  private Path folder;

  /** A problem whose terminal cost is x0 + number, with one run. */
  private static List<GeneratedClass> problemAndRun(String name, int number) {
    ProblemInfo info =
        new ProblemInfo(name, "file." + name, "file.ctl", "00", ProblemInfo.Sense.MINIMIZE, true, false, 0, 1,
            List.of(), new Sparsity(0, 0, new int[0]), new Sparsity(0, 0, new int[0]), List.of(),
            List.of(new RunInfo("r", "ilqr", "file." + name + "$Run1", Map.of(), List.of(), 3)));
    ExprBuilder builder = Functions.builder();
    Expr.Symbol x = builder.symbol("x");
    Entry.Result result = new Entry.Result(
        new Entry.Place(Entry.Array.L, 0), builder.add(x, builder.constant(number)));
    List<Entry> entries = new ArrayList<>();
    for (Entry.Kind kind : Signature.kinds(Program.Base.PROBLEM)) {
      entries.add(kind == Entry.Kind.TERMINAL
          ? new Entry(kind, Map.of(x, new Entry.Place(Entry.Array.X, 0)), List.of(result))
          : new Entry(kind, Map.of(), List.of()));
    }
    Program problem = new Program(info.className(), Program.Base.PROBLEM, entries, info.encode());
    Program run = new Program(info.className() + "$Run1", Program.Base.RUN,
        Functions.program(List.of(), List.of()).entries(), "");
    return Stream.of(problem, run)
        .map(p -> ClassGenerator.generate(p, Functions.NOWHERE, node -> Optional.empty()))
        .toList();
  }

  private Path write(String name) throws IOException {
    List<GeneratedClass> a = problemAndRun("A", 1);
    List<GeneratedClass> b = problemAndRun("B", 2);
    Path target = folder.resolve(name);
    ArtifactWriter.write(target, List.of(b.get(0), a.get(0)), List.of(b.get(1), a.get(1)));
    return target;
  }

  @Test
  void comesBackInTheOrderOfCompilation() throws IOException {
    List<LoadedProblem> loaded = ArtifactLoader.load(write("x.jar"));
    assertEquals(List.of("B", "A"), loaded.stream().map(p -> p.info().name()).toList());
    assertEquals(List.of(12.0, 11.0), loaded.stream()
        .map(p -> p.code().terminal(new double[] {10}, 0, new double[0], new double[p.code().workspaceSize()]))
        .toList());
    assertEquals("file.A$Run1", loaded.get(1).runs().getFirst().getClass().getName());
  }

  @Test
  void isReproducibleReplacesAnOldOneAndLeavesNothingElse() throws IOException {
    Path first = write("x.jar");
    byte[] bytes = Files.readAllBytes(first);
    Files.writeString(folder.resolve("y.jar"), "old");
    assertArrayEquals(bytes, Files.readAllBytes(write("y.jar")));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of("x.jar", "y.jar"), files.map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void loadsWhereTheCompilerCannotBeSeen() throws Exception {
    Path jar = write("x.jar");
    URL runtime = GeneratedProblem.class.getProtectionDomain().getCodeSource().getLocation();
    URL compiler = ClassGenerator.class.getProtectionDomain().getCodeSource().getLocation();
    assertNotEquals(runtime, compiler);
    try (URLClassLoader alone = new URLClassLoader(new URL[] {runtime}, ClassLoader.getPlatformClassLoader())) {
      assertThrows(ClassNotFoundException.class, () -> alone.loadClass(ClassGenerator.class.getName()));
      Class<?> loader = alone.loadClass(ArtifactLoader.class.getName());
      List<?> loaded = (List<?>) loader.getMethod("load", Path.class).invoke(null, jar);
      Object code = loaded.getFirst().getClass().getMethod("code").invoke(loaded.getFirst());
      Object cost = code.getClass()
          .getMethod("terminal", double[].class, int.class, double[].class, double[].class)
          .invoke(code, new double[] {5}, 0, new double[0], new double[0]);
      assertEquals(7.0, cost);
    }
  }

  private void refused(Path file, String reason) {
    ArtifactException refusal = assertThrows(ArtifactException.class, () -> ArtifactLoader.load(file));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
  }

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path file = folder.resolve("odd.jar");
    try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return file;
  }

  private static byte[] index(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void foreignAndDamagedFilesAreRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "not a jar at all");
    refused(text, "damaged or no jar");
    Path cut = folder.resolve("cut.jar");
    byte[] whole = Files.readAllBytes(write("x.jar"));
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    refused(cut, "damaged or no jar");
    refused(jar(Map.of("a.txt", new byte[3])), "was not written by `costate compile`");
    assertThrows(NoSuchFileException.class, () -> ArtifactLoader.load(folder.resolve("absent.jar")));
  }

  @Test
  void otherFormatsAreRefused() throws IOException {
    refused(jar(Map.of(ArtifactLoader.INDEX, index("costate-artifact 99", "file.A"))), "compile it again");
    refused(jar(Map.of(ArtifactLoader.INDEX, index(""))), "compile it again");
  }

  @Test
  void classesThatAreNoProblemsAreRefused() throws IOException {
    byte[] good = index(ArtifactLoader.FORMAT, "file.A");
    refused(jar(Map.of(ArtifactLoader.INDEX, good)), "there is no class file.A");
    refused(jar(Map.of(ArtifactLoader.INDEX, good, "file/A.class", new byte[100])), "does not fit this runtime");
    byte[] run = problemAndRun("A", 1).getLast().bytes();
    refused(jar(Map.of(ArtifactLoader.INDEX, good, "file/A.class", run)), "does not fit this runtime");
    byte[] withoutRun = problemAndRun("A", 1).getFirst().bytes();
    refused(jar(Map.of(ArtifactLoader.INDEX, good, "file/A.class", withoutRun)), "there is no class file.A$Run1");
  }

  @Test
  void aJarThatUnpacksToTooMuchIsRefused() throws IOException {
    Path file = folder.resolve("bomb.jar");
    try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(ArtifactLoader.INDEX));
      zip.write(index(ArtifactLoader.FORMAT));
      zip.putNextEntry(new ZipEntry("a.class"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 65; i++) {
        zip.write(zeros);
      }
    }
    refused(file, "64 MB");
  }
}
