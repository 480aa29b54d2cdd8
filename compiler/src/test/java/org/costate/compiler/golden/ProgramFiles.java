/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;

/**
 * A program of several files in one text. The program's own file comes first, then its modules, each after a line
 * {@code // ---- plants/pendulum.ctl ----}; a reason behind the name, {@code // ---- a.ctl leads out of the project folder ----}, says that
 * it is not read.
 */
public record ProgramFiles(Source root, Map<String, SourceProvider.Lookup> modules) implements SourceProvider {
  private static final Pattern FILE = Pattern.compile("(?m)^// ---- (\\S+)\\.ctl(?: (.+))? ----\\R");

  /** @param name of the program's own file */
  public static ProgramFiles of(String name, String text) {
    Matcher marks = FILE.matcher(text);
    int end = marks.find() ? marks.start() : text.length();
    Source root = new Source(name, text.substring(0, end));
    Map<String, SourceProvider.Lookup> modules = new LinkedHashMap<>();
    while (end < text.length()) {
      String module = marks.group(1).replace('/', '.');
      String file = marks.group(1) + ".ctl";
      String reason = marks.group(2);
      int start = marks.end();
      end = marks.find() ? marks.start() : text.length();
      modules.put(module, reason == null
          ? new SourceProvider.Lookup.Found(new Source(file, text.substring(start, end)))
          : new SourceProvider.Lookup.Refused(file, reason));
    }
    return new ProgramFiles(root, modules);
  }

  /** To compile the root with. */
  public CompilerOptions options() {
    return CompilerOptions.DEFAULTS.withModules(this);
  }

  @Override
  public Lookup find(String name) {
    List<String> known = new ArrayList<>(modules.keySet());
    return modules.getOrDefault(name, new Lookup.Missing("file `" + name.replace('.', '/') + ".ctl`", known));
  }
}
