/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.costate.CompilationException;
import org.costate.compiler.driver.UnknownConstantException;

/** The entry of {@code costate}. */
public final class Main {
  private static final String DEBUG = "debug";

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(args, Terminal.ofProcess()));
  }

  /**
   * Runs one command in this thread; an interrupt of the thread ends a solve, and is answered by the exit code.
   *
   * @return the exit code that the process would have
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Terminal(out, err));
  }

  /** The same at a terminal. */
  static int run(String[] args, Terminal terminal) {
    try {
      return dispatch(List.of(args), terminal);
    } catch (UsageException e) {
      return wrongUsage(e, terminal);
    } catch (UnknownConstantException e) {
      return wrongUsage(UsageException.unknown("const", e.name(), e.known().stream().sorted().toList()), terminal);
    } catch (CompilationException e) {
      Checked wrong = Checked.of(e);
      terminal.err().print(wrong.text(terminal.errScreen()));
      return ExitCode.WRONG_PROGRAM;
    } catch (IOException e) {
      terminal.complain("costate: " + describe(e));
      return ExitCode.USAGE;
    } catch (OutOfMemoryError e) {
      terminal.complain("costate: out of memory: Java has " + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
      terminal.complain("  hint: take fewer steps, or give it more: JAVA_TOOL_OPTIONS=-Xmx8g");
      return ExitCode.INTERNAL;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      terminal
          .complain("costate: internal error: " + (e.getMessage() == null ? e.getClass().getName() : e.getMessage()));
      if (Arrays.asList(args).contains("--" + DEBUG)) {
        e.printStackTrace(terminal.err());
      } else {
        terminal.complain("  hint: this is a bug in costate; --debug prints where, please report it");
      }
      return ExitCode.INTERNAL;
    } finally {
      terminal.flush();
    }
  }

  private static int wrongUsage(UsageException e, Terminal terminal) {
    terminal.complain("costate: " + e.getMessage());
    if (!e.hint().isEmpty()) {
      terminal.complain("  hint: " + e.hint());
    }
    return ExitCode.USAGE;
  }

  private static int dispatch(List<String> args, Terminal terminal) throws IOException {
    if (args.isEmpty()) {
      terminal.err().print(Help.overview());
      return ExitCode.USAGE;
    }
    String word = args.getFirst();
    switch (word) {
      case "--help", "-h", "help" -> {
        terminal.out().print(args.size() > 1 ? Help.of(command(args.get(1))) : Help.overview());
        return ExitCode.OK;
      }
      case "--version" -> {
        terminal.line("costate " + Version.text());
        return ExitCode.OK;
      }
      default -> {
        Command command = command(word);
        CommandLine line = parse(command, args.subList(1, args.size()));
        if (line.hasOption("help")) {
          terminal.out().print(Help.of(command));
          return ExitCode.OK;
        }
        return command.run(line, terminal);
      }
    }
  }

  private static Command command(String word) {
    return Commands.find(word)
        .orElseThrow(() -> word.startsWith("-")
            ? new UsageException("expected a command, found the option " + word, "costate --help lists the commands")
            : UsageException.unknown("command", word, Commands.names()));
  }

  /** Those of the command and those of every command. */
  static Options options(Command command) {
    return command.options()
        .addOption(Option.builder("h").longOpt("help").desc("prints this text").get())
        .addOption(Option.builder().longOpt(DEBUG).desc("prints where an internal error happened").get());
  }

  private static CommandLine parse(Command command, List<String> args) {
    Options options = options(command);
    try {
      return DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, args.toArray(new String[0]));
    } catch (UnrecognizedOptionException e) {
      List<String> known = options.getOptions().stream().map(o -> "--" + o.getLongOpt()).toList();
      String word = e.getOption();
      int equals = word.indexOf('=');
      throw UsageException.unknown("option", equals < 0 ? word : word.substring(0, equals), known);
    } catch (MissingArgumentException e) {
      Option option = e.getOption();
      throw new UsageException("option --" + option.getLongOpt() + " needs a value: " + option.getArgName());
    } catch (ParseException e) {
      throw new UsageException(e.getMessage(), "costate " + command.name() + " --help");
    }
  }

  private static String describe(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case AccessDeniedException denied -> "no permission: " + denied.getFile();
      case FileSystemException file when file.getReason() != null -> file.getFile() + ": " + file.getReason();
      default -> e.getMessage();
    };
  }
}
