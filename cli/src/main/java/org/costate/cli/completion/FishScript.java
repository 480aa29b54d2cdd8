/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.completion;

import java.util.List;
import org.costate.cli.completion.CommandSyntax.OptionSyntax;

/** For fish. */
record FishScript(List<CommandSyntax> commands) {
  private static final String FUNCTIONS = """
      # Completes costate in fish. To install it:
      #   costate completion fish > ~/.config/fish/completions/costate.fish

      # The names that the programs on the line declare behind a word of $argv[1], each with $argv[2] behind it.
      function __costate_names
          for file in (commandline -opc)
              if string match -q '*.ctl' -- $file; and test -r $file
                  DECLARED | string replace -r '$' "$argv[2]"
              end
          end
      end

      function __costate_program
          string match -qr '\\\\.(ctl|jar)$' -- (commandline -opc)
      end

      complete -c costate -f
      """.replace("DECLARED", ShellScript.DECLARED.replace("KEYWORDS", "$argv[1]").replace("FILE", "$file"));

  String text() {
    StringBuilder text = new StringBuilder(FUNCTIONS);
    for (CommandSyntax command : commands) {
      text.append("complete -c costate -n __fish_use_subcommand -a ")
          .append(command.name())
          .append(" -d ")
          .append(ShellScript.quoted(command.summary()))
          .append('\n');
      String seen = "complete -c costate -n '__fish_seen_subcommand_from " + command.name();
      argument(text, seen + "; and not __costate_program'", command.argument());
      argument(text, seen + "; and __costate_program'", command.next());
      for (OptionSyntax option : command.options()) {
        text.append(seen)
            .append("' -l ")
            .append(option.name())
            .append(option.letter().isEmpty() ? "" : " -s " + option.letter())
            .append(option.value().map(v -> " -x" + action(v)).orElse(""))
            .append(" -d ")
            .append(ShellScript.quoted(option.description()))
            .append('\n');
      }
    }
    return text.toString();
  }

  private static void argument(StringBuilder text, String condition, Completion completion) {
    String action = action(completion);
    if (!action.isEmpty()) {
      text.append(condition).append(action).append('\n');
    }
  }

  private static String action(Completion completion) {
    return switch (completion) {
      case Completion.Anything _ -> "";
      case Completion.Words words -> " -a " + ShellScript.quoted(String.join(" ", words.words()));
      case Completion.Files files -> files.endings().isEmpty()
          ? " -a '(__fish_complete_path)'"
          : " -a '(__fish_complete_suffix " + String.join(" ", files.endings()) + ")'";
      case Completion.Folders _ -> " -a '(__fish_complete_directories)'";
      case Completion.Names names ->
        " -a '(__costate_names \"" + names.keywords() + "\" \"" + names.suffix() + "\")'";
    };
  }
}
