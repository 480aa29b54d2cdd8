/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.costate.cli.completion.CommandSyntax;
import org.costate.cli.completion.CommandSyntax.OptionSyntax;
import org.costate.cli.completion.Completion;
import org.costate.cli.completion.ShellScript;

/** {@code costate completion}: the script with which a shell completes the command line, made of what commands say of themselves. */
final class CompletionCommand implements Command {
  @Override
  public String name() {
    return "completion";
  }

  @Override
  public String usage() {
    return "bash|zsh|fish";
  }

  @Override
  public String summary() {
    return "prints a script that completes costate in a shell";
  }

  @Override
  public String details() {
    return """
        It completes commands, options, files, and the names that a program declares. To
        install it:
          costate completion bash > ~/.local/share/bash-completion/completions/costate
          costate completion zsh > ~/.zfunc/_costate     (a folder of $fpath)
          costate completion fish > ~/.config/fish/completions/costate.fish
        """;
  }

  @Override
  public Options options() {
    return new Options();
  }

  @Override
  public List<String> words(String place) {
    return Stream.of(ShellScript.values()).map(ShellScript::word).toList();
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    String word = Arguments.positional(this, line, 1, 1).getFirst();
    ShellScript script =
        ShellScript.find(word).orElseThrow(() -> UsageException.unknown("shell", word, words(ARGUMENT)));
    List<CommandSyntax> commands = new ArrayList<>();
    Commands.all().forEach(command -> commands.add(syntax(command)));
    commands.add(new CommandSyntax("help", "tells more about a command", List.of(),
        new Completion.Words(Commands.names()), new Completion.Anything()));
    terminal.out().print(script.of(commands));
    return ExitCode.OK;
  }

  private static CommandSyntax syntax(Command command) {
    List<OptionSyntax> options = new ArrayList<>();
    for (Option option : Main.options(command).getOptions()) {
      options.add(new OptionSyntax(option.getLongOpt(), option.getOpt() == null ? "" : option.getOpt(),
          option.getDescription(), option.hasArg() ? Optional.of(value(command, option)) : Optional.empty()));
    }
    Completion argument = command.usage().startsWith("FILE")
        ? new Completion.Files(List.of(".ctl", ".jar"))
        : command.usage().startsWith("A.json")
            ? new Completion.Files(List.of(".json"))
            : words(command, Command.ARGUMENT);
    Completion next = command.usage().startsWith("FILE...") ? argument
        : command.names().isEmpty() ? new Completion.Anything() : new Completion.Names(command.names(), "");
    return new CommandSyntax(command.name(), command.summary(), options, argument, next);
  }

  private static Completion words(Command command, String place) {
    List<String> words = command.words(place);
    return words.isEmpty() ? new Completion.Anything() : new Completion.Words(words);
  }

  /** By how the help calls the value. */
  private static Completion value(Command command, Option option) {
    String value = option.getArgName();
    if (value.equals("NAME=VALUE")) {
      return declared(option.getLongOpt());
    }
    if (value.equals("FOLDER")) {
      return new Completion.Folders();
    }
    if (value.equals("FILE[:PROBLEM]")) {
      return new Completion.Files(List.of(".ctl"));
    }
    int dot = value.indexOf('.');
    if (dot > 0 || value.equals("FILE")) {
      return new Completion.Files(dot < 0 ? List.of() : endings(value.substring(dot)));
    }
    return option.getLongOpt().equals("problem") ? new Completion.Names("problem", "")
        : words(command, option.getLongOpt());
  }

  /** {@code .svg|.png}. */
  private static List<String> endings(String text) {
    return List.of(text.toLowerCase(Locale.ROOT).split("\\|", -1));
  }

  /** What an option gives a value. */
  private static Completion declared(String option) {
    return switch (option) {
      case "set", "plant-set" -> new Completion.Names("param", "=");
      case "start" -> new Completion.Names("state", "=");
      case "design", "const" -> new Completion.Names(option, "=");
      default -> new Completion.Anything();
    };
  }
}
