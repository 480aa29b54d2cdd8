/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.mutants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;
import org.costate.stdlib.StdlibSources;

/**
 * The files of one program in one text, so that damage reaches them all and the lines between them: the program's own file first, then its
 * modules, each after a line {@code // ---- plants/barge.ctl ----}. The standard library stands beside them, and data files.
 *
 * @param modules by their dotted names
 * @param data by their paths
 */
record Folder(Source root, Map<String, Source> modules, Map<String, String> data)
    implements SourceProvider, DataProvider {
  private static final Pattern FILE =
      Pattern.compile("(?m)^// ---- ((?:[\\p{L}_][\\p{L}\\p{Nd}_]*/)*[\\p{L}_][\\p{L}\\p{Nd}_]*)\\.ctl ----\\R");
  private static final StdlibSources LIBRARY = new StdlibSources();

  static Folder of(String text, Map<String, String> data) {
    Matcher marks = FILE.matcher(text);
    int end = marks.find() ? marks.start() : text.length();
    Source root = new Source("mutant.ctl", text.substring(0, end));
    Map<String, Source> modules = new LinkedHashMap<>();
    while (end < text.length()) {
      String file = marks.group(1);
      int start = marks.end();
      end = marks.find() ? marks.start() : text.length();
      modules.put(file.replace('/', '.'), new Source(file + ".ctl", text.substring(start, end)));
    }
    return new Folder(root, modules, data);
  }

  CompilerOptions options() {
    return CompilerOptions.DEFAULTS.withModules(this).withData(this);
  }

  List<Source> files() {
    List<Source> files = new ArrayList<>(modules.values());
    files.add(root);
    return files;
  }

  @Override
  public Lookup find(String name) {
    Source module = modules.get(name);
    if (module != null) {
      return new Lookup.Found(module);
    }
    return name.startsWith("lib.")
        ? LIBRARY.find(name)
        : new Lookup.Missing("file `" + name.replace('.', '/') + ".ctl`", List.copyOf(modules.keySet()));
  }

  @Override
  public Answer read(Source program, String path) {
    return data.containsKey(path)
        ? new Answer.Found(new Source(path, data.get(path)))
        : new Answer.Refused("there is no such file");
  }

  /** As this, with another file of the program. */
  Folder with(String text) {
    return new Folder(new Source(root.name(), text), modules, data);
  }

  /** Writes the files below {@code folder}; @return the program's own. */
  Path write(Path folder) throws IOException {
    for (Source file : files()) {
      Path path = folder.resolve(file.name());
      Files.createDirectories(path.getParent());
      Files.writeString(path, encodable(file.text()));
    }
    for (Map.Entry<String, String> file : data.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), encodable(file.getValue()));
    }
    return folder.resolve(root.name());
  }

  /** Half a pair of surrogates is no text that a file can hold. */
  private static String encodable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
