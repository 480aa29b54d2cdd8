/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;

/**
 * The programs that stand in src/test/resources, read from there rather than from the class path, so that tests can
 * write back.
 */
public final class Corpus {
  private static final Path RESOURCES = Path.of(System.getProperty("basedir", "."), "src", "test", "resources");

  private Corpus() {}

  /** The .ctl files below {@code folder}, by name. */
  public static List<Path> programs(String folder) {
    try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".ctl")).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError("no folder " + folder, e);
    }
  }

  /** The program under its bare file name, as diagnostics show it. */
  public static Source source(Path file) {
    return new Source(file.getFileName().toString(), read(file));
  }

  /** A program finds data files in its own folder, under their bare names. */
  static DataProvider data(Path program) {
    return (source, path) -> {
      Path data = program.resolveSibling(path);
      return Files.exists(data)
          ? new DataProvider.Answer.Found(new Source(path, read(data)))
          : new DataProvider.Answer.Refused("there is no such file");
    };
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError("cannot write " + file, e);
    }
  }
}
