/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Explanations;

/** {@code costate explain}: the page about a diagnostic's code. */
final class ExplainCommand implements Command {
  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String usage() {
    return "CODE";
  }

  @Override
  public String summary() {
    return "tells more about a diagnostic, for example E0201";
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    String word = Arguments.positional(this, line, 1, 1).getFirst();
    List<String> known = Arrays.stream(Code.values()).map(Code::name).toList();
    String name = word.toUpperCase(Locale.ROOT);
    if (!known.contains(name)) {
      throw UsageException.unknown("code", word, known);
    }
    Code code = Code.valueOf(name);
    String page = Explanations.page(code).orElse("# " + code + ": " + code.title() + "\n");
    terminal.out().print(page);
    return ExitCode.OK;
  }
}
