/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.costate.Problems;
import org.costate.benchmarks.measure.Tree;

/** Exports problems to a folder and makes programs of them, with all that gcc can do on this machine. Closing removes the folder. */
final class Gcc implements AutoCloseable {
  static final String FLAGS = "-O3 -march=native";

  private final Path folder;
  private final String problem;

  private Gcc(Path folder, String problem) {
    this.folder = folder;
    this.problem = problem;
  }

  /** What gcc calls itself; empty where there is none. */
  static Optional<String> version() throws IOException, InterruptedException {
    return run(Path.of("."), "gcc", "--version").map(text -> text.lines().findFirst().orElse(text));
  }

  /** Whether gcc finds a header. */
  static boolean finds(String header) throws IOException, InterruptedException {
    return version().isPresent()
        && run(Path.of("."), "bash", "-c", "echo '#include <" + header + ">' | gcc -E - 2>&1").isPresent();
  }

  static Gcc export(Problems problems, String name) throws IOException {
    Path folder = Files.createTempDirectory("costate-gcc");
    problems.exportC(name, folder.resolve("functions.c"));
    return new Gcc(folder, name);
  }

  /** Compiles the exported file; returns the CPU seconds that it takes. */
  double compile() throws IOException, InterruptedException {
    return Double.parseDouble(must("bash", "-c",
        "TIMEFORMAT=%U; { time gcc " + FLAGS + " -c functions.c -o functions.o; } 2>&1"));
  }

  /**
   * Makes a program of the compiled file and a main file, which finds names and header by {@code PROBLEM} and {@code HEADER}.
   *
   * @param main its path in {@code benchmarks/rivals}
   * @param options of gcc besides
   */
  void link(String main, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gcc"));
    command.addAll(List.of(FLAGS.split(" ", -1)));
    command.addAll(List.of("-I.", "-DPROBLEM=" + problem, "-DHEADER=\"functions.h\"",
        Tree.root().resolve("benchmarks/rivals").resolve(main).toString(), "functions.o", "-o", "program"));
    command.addAll(List.of(options));
    command.add("-lm");
    must(command.toArray(String[]::new));
  }

  /** The words that the program prints. */
  String[] words(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(folder.resolve("program").toString()));
    command.addAll(List.of(arguments));
    return must(command.toArray(String[]::new)).split("\\s+", -1);
  }

  private String must(String... command) throws IOException, InterruptedException {
    return run(folder, command).orElseThrow(() -> new IOException(Arrays.toString(command) + " failed"));
  }

  /** What a program prints; empty if it is not there or fails. */
  private static Optional<String> run(Path folder, String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).directory(folder.toFile())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    for (String file : List.of("functions.c", "functions.h", "functions.o", "program")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.delete(folder);
  }
}
