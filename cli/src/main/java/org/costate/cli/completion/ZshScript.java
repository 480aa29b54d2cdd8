/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.completion;

import java.util.List;
import java.util.stream.Collectors;
import org.costate.cli.completion.CommandSyntax.OptionSyntax;

/** For zsh. */
record ZshScript(List<CommandSyntax> commands) {
  private static final String FUNCTIONS = """
      #compdef costate
      # Completes costate in zsh. To install it, with a folder of $fpath:
      #   costate completion zsh > ~/.zfunc/_costate

      # The names that the programs on the line declare behind a word of $1, each with $2 behind it.
      _costate_names() {
        local file
        local -a names
        for file in $words; do
          if [[ $file == *.ctl && -r $file ]]; then
            names+=(${(f)"$(DECLARED)"})
          fi
        done
        compadd -S "${2- }" -a names
      }

      # Behind a program what $2 says, before it what $1 says.
      _costate_argument() {
        if (( ${words[(I)*.(ctl|jar)]} && ${words[(I)*.(ctl|jar)]} < CURRENT )); then
          eval $2
        else
          eval $1
        fi
      }

      _costate() {
        local -a commands=(
      COMMANDS
        )
        if (( CURRENT == 2 )); then
          _describe -t commands command commands
          return
        fi
        shift words
        (( CURRENT-- ))
        case $words[1] in
      CASES
        esac
      }

      if [ "$funcstack[1]" = _costate ]; then
        _costate "$@"
      else
        compdef _costate costate
      fi
      """.replace("DECLARED", ShellScript.DECLARED.replace("KEYWORDS", "$1").replace("FILE", "$file"));

  String text() {
    return FUNCTIONS
        .replace("COMMANDS",
            commands.stream()
                .map(c -> "    " + ShellScript.quoted(c.name() + ":" + c.summary()))
                .collect(Collectors.joining("\n")))
        .replace("CASES", commands.stream().map(ZshScript::arguments).collect(Collectors.joining("\n")));
  }

  private static String arguments(CommandSyntax command) {
    StringBuilder text = new StringBuilder("    " + command.name() + ") _arguments");
    for (OptionSyntax option : command.options()) {
      for (String spelling : option.spellings()) {
        String description = "[" + option.description().replaceAll("([\\[\\]\\\\])", "\\\\$1") + "]";
        String value = option.value().map(v -> ":value:" + action(v)).orElse("");
        String equals = option.value().isPresent() && spelling.startsWith("--") ? "=" : "";
        text.append(" \\\n      ").append(ShellScript.quoted("*" + spelling + equals + description + value));
      }
    }
    String argument = "*:argument:_costate_argument \"" + action(command.argument()) + "\" \"" + action(command.next())
        + "\"";
    return text.append(" \\\n      ").append(ShellScript.quoted(argument)).append(" ;;").toString();
  }

  private static String action(Completion completion) {
    return switch (completion) {
      case Completion.Anything _ -> " ";
      case Completion.Words words -> "compadd " + String.join(" ", words.words());
      case Completion.Files files -> files.endings().isEmpty() ? "_files"
          : "_files -g '*(" + String.join("|", files.endings()) + ")'";
      case Completion.Folders _ -> "_files -/";
      case Completion.Names names ->
        "_costate_names '" + names.keywords() + "'" + (names.suffix().isEmpty() ? "" : " " + names.suffix());
    };
  }
}
