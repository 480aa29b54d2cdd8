/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.costate.benchmarks.measure.Tree;

/**
 * What mutants are made of: every .ctl file of the source tree, the wrong ones included, every program of the documentation, and every data
 * file.
 *
 * @param programs each a program, of several files as {@link Folder} reads them
 * @param data texts by the bare name of their file
 */
record Seeds(List<String> programs, Map<String, String> data) {
  private static final Pattern SHOWN = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);

  Seeds {
    programs = List.copyOf(programs);
    data = Map.copyOf(data);
  }

  static Seeds ofTheTree() {
    List<String> programs = new ArrayList<>();
    Map<String, String> data = new TreeMap<>();
    files(".ctl").forEach(file -> programs.add(text(file)));
    files(".md").stream()
        .filter(file -> file.startsWith(Tree.root().resolve("docs")))
        .forEach(file -> SHOWN.matcher(text(file)).results().forEach(found -> programs.add(found.group(1))));
    files(".csv").stream()
        .filter(file -> !file.startsWith(Tree.root().resolve("benchmarks/results")))
        .forEach(file -> data.put(file.getFileName().toString(), text(file)));
    return new Seeds(programs, data);
  }

  /** The data files that a program names. */
  Map<String, String> dataOf(String program) {
    Map<String, String> named = new TreeMap<>(data);
    named.keySet().removeIf(name -> !program.contains(name));
    return named;
  }

  private static List<Path> files(String ending) {
    try (Stream<Path> files = Files.walk(Tree.root())) {
      return files
          .filter(f -> f.toString().endsWith(ending) && !f.toString().contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
