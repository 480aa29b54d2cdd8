/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.costate.ModuleFiles;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.LoadedProblem;

/**
 * A program whose compilation is measured.
 *
 * @param file relative to the root of the tree
 * @param links what its const {@code n} is set to, if anything
 */
record Subject(String file, OptionalInt links) {
  private static final String CHAIN = "examples/chain/chain.ctl";
  private static final int LONGEST_CHAIN = 8;

  static Subject of(String file) {
    return new Subject(file, OptionalInt.empty());
  }

  static Subject chain(int links) {
    return new Subject(CHAIN, OptionalInt.of(links));
  }

  /** Every benchmark problem, the chain of one link to eight, every other example. */
  static List<Subject> all() throws IOException {
    List<Subject> all = new ArrayList<>(files("benchmarks/problems"));
    IntStream.rangeClosed(1, LONGEST_CHAIN).mapToObj(Subject::chain).forEach(all::add);
    files("examples").stream().filter(subject -> !subject.file().equals(CHAIN)).forEach(all::add);
    return all;
  }

  private static List<Subject> files(String folder) throws IOException {
    Path root = Tree.root();
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".ctl"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.contains("/target/"))
          .sorted()
          .map(Subject::of)
          .toList();
    }
  }

  String name() {
    String simple = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
    return links.isPresent() ? simple + " n=" + links.getAsInt() : simple;
  }

  Source source() throws IOException {
    Path path = Tree.root().resolve(file);
    return new Source(path.toString(), Files.readString(path));
  }

  /** Its first problem. */
  LoadedProblem first() throws IOException {
    return compile(source()).problems().getFirst().loaded();
  }

  /** @throws IllegalStateException if it has errors */
  CompilationResult compile(Source source) {
    ModuleFiles modules = ModuleFiles.of(Path.of(source.name()), source);
    Map<String, Double> constants = links.isPresent() ? Map.of("n", (double) links.getAsInt()) : Map.of();
    CompilationResult result = Compiler.compile(source, new CompilerOptions(constants, modules, modules));
    if (result.hasErrors()) {
      throw new IllegalStateException(result.report());
    }
    return result;
  }
}
