/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.completion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.cli.completion.CommandSyntax.OptionSyntax;

/** For bash from version 4 on. */
record BashScript(List<CommandSyntax> commands) {
  private static final String FUNCTIONS = """
      # Completes costate in bash. To install it:
      #   costate completion bash > ~/.local/share/bash-completion/completions/costate

      # The names that the programs on the line declare behind a word of $1, each with $2 behind it.
      _costate_names() {
        local word
        for word in "${COMP_WORDS[@]}"; do
          case $word in
            *.ctl) if [ -r "$word" ]; then
            DECLARED
            fi ;;
          esac
        done | sed "s/\\$/$2/"
      }

      # Completes with the words $1.
      _costate_words() {
        case $1 in *=) compopt -o nospace ;; esac
        COMPREPLY=($(compgen -W "$1" -- "$cur"))
      }

      # Completes with folders and with files whose names end with one of the arguments.
      _costate_files() {
        local IFS=$'\\n' ending
        compopt -o filenames
        COMPREPLY=($(compgen -d -- "$cur"; for ending; do compgen -f -X "!*$ending" -- "$cur"; done | sort -u))
      }

      _costate() {
        local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} option=
        COMPREPLY=()
        if [ "$COMP_CWORD" -eq 1 ]; then
          _costate_words "COMMANDS --help --version"
          return
        fi
        # bash makes a word of each = sign
        case $cur:$previous in
          =:*) option=$previous cur= ;;
          *:=) option=${COMP_WORDS[COMP_CWORD - 2]} ;;
          *) case $previous in -*) option=$previous ;; esac ;;
        esac
        case "$command $option" in
      VALUES
        esac
        case $cur:$previous in
          *:= | =:*) return ;;
          -*) case $command in
      OPTIONS
            esac
            return ;;
        esac
        case " ${COMP_WORDS[*]:2:COMP_CWORD-2} " in
          *.ctl\\ * | *.jar\\ *) case $command in
      NEXT
            esac ;;
          *) case $command in
      ARGUMENTS
            esac ;;
        esac
      }

      complete -F _costate costate
      """.replace("DECLARED", ShellScript.DECLARED.replace("KEYWORDS", "$1").replace("FILE", "\"$word\""));

  String text() {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> options = new LinkedHashMap<>();
    Map<String, String> next = new LinkedHashMap<>();
    Map<String, String> arguments = new LinkedHashMap<>();
    for (CommandSyntax command : commands) {
      for (OptionSyntax option : command.options()) {
        option.value()
            .ifPresent(value -> option.spellings()
                .forEach(spelling -> add(values, action(value) + "; return", "\"" + command.name() + " " + spelling
                    + "\"")));
      }
      add(options, "_costate_words " + ShellScript.quoted(command.options()
          .stream()
          .flatMap(o -> Stream.of("--" + o.name()))
          .collect(Collectors.joining(" "))), command.name());
      add(next, action(command.next()), command.name());
      add(arguments, action(command.argument()), command.name());
    }
    return FUNCTIONS
        .replace("COMMANDS", commands.stream().map(CommandSyntax::name).collect(Collectors.joining(" ")))
        .replace("VALUES", cases(values, "    "))
        .replace("OPTIONS", cases(options, "      "))
        .replace("NEXT", cases(next, "      "))
        .replace("ARGUMENTS", cases(arguments, "      "));
  }

  /** Places at which the same is done are one case. */
  private static void add(Map<String, String> cases, String action, String place) {
    cases.merge(action, place, (old, more) -> old + " | " + more);
  }

  private static String cases(Map<String, String> cases, String indent) {
    return cases.entrySet()
        .stream()
        .map(e -> indent + e.getValue() + ") " + e.getKey() + " ;;")
        .collect(Collectors.joining("\n"));
  }

  private static String action(Completion completion) {
    return switch (completion) {
      case Completion.Anything _ -> ":";
      case Completion.Words words -> "_costate_words " + ShellScript.quoted(String.join(" ", words.words()));
      case Completion.Files files ->
        "_costate_files " + (files.endings().isEmpty() ? "\"\"" : String.join(" ", files.endings()));
      case Completion.Folders _ -> "_costate_files /";
      case Completion.Names names ->
        "_costate_words \"$(_costate_names '" + names.keywords() + "' '" + names.suffix() + "')\"";
    };
  }
}
