/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MainTest extends CommandLineTest {
  @Test
  void helpListsEveryCommand() {
    Outcome help = run("--help");
    assertEquals(ExitCode.OK, help.code());
    for (Command command : Commands.all()) {
      assertTrue(help.out().contains("  " + command.name() + " "), command.name());
    }
    assertEquals(help.out(), run("help").out());
  }

  @Test
  void everyCommandHasHelpWithItsOptions() {
    for (Command command : Commands.all()) {
      Outcome help = run(command.name(), "--help");
      assertEquals(ExitCode.OK, help.code(), command.name());
      assertTrue(help.out().startsWith("usage: costate " + command.name()), help.out());
      command.options().getOptions().forEach(o -> assertTrue(help.out().contains("--" + o.getLongOpt()), help.out()));
      assertEquals(run("help", command.name()).code(), ExitCode.OK);
    }
  }

  @Test
  void noLineOfHelpIsTooLongForATerminal() {
    for (Command command : Commands.all()) {
      run(command.name(), "--help").out().lines().forEach(l -> assertTrue(l.length() <= 80, l));
    }
    run("--help").out().lines().forEach(l -> assertTrue(l.length() <= 80, l));
    run("explain", "functions").out().lines().forEach(l -> assertTrue(l.length() <= 80, l));
    run("explain", "ip").out().lines().forEach(l -> assertTrue(l.length() <= 80, l));
  }

  @Test
  void versionIsThatOfTheBuild() {
    Outcome version = run("--version");
    assertEquals(ExitCode.OK, version.code());
    assertTrue(version.out().matches("costate \\d+\\.\\d+\\.\\d+.*\n"), version.out());
  }

  @Test
  void nothingToDoIsWrongUsage() {
    Outcome nothing = run();
    assertEquals(ExitCode.USAGE, nothing.code());
    assertEquals("", nothing.out());
    assertTrue(nothing.err().contains("usage:"));
  }

  @Test
  void misspeltCommandsAndOptionsAreAnsweredWithTheNearest() {
    assertUsage(run("sovle", "x.ctl"), "unknown command `sovle`", "did you mean `solve`?");
    assertUsage(run("solve", "x.ctl", "--quite"), "unknown option `--quite`", "did you mean `--quiet`?");
    assertUsage(run("solve", "x.ctl", "--sett=m=1"), "unknown option `--sett`", "did you mean `--set`?");
    assertUsage(run("--verbose"), "expected a command", "--help");
    assertUsage(run("solve", "x.ctl", "--set"), "--set needs a value", "");
    assertUsage(run("solve"), "argument is missing", "usage: costate solve");
    assertUsage(run("solve", "a", "b", "c"), "unexpected argument `c`", "usage: costate solve");
  }

  private static void assertUsage(Outcome outcome, String message, String hint) {
    assertEquals(ExitCode.USAGE, outcome.code());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().startsWith("costate: "), outcome.err());
    assertTrue(outcome.err().contains(message) && outcome.err().contains(hint), outcome.err());
  }

  @Test
  void filesThatCannotBeReadAreWrongUsage() throws IOException {
    assertUsage(run("solve", folder.resolve("no.ctl").toString()), "no such file: ", "no.ctl");
    assertUsage(run("solve", folder.toString()), "is a directory", "");
    assertUsage(run("check", folder.resolve("no.ctl").toString()), "no such file", "");
    assertUsage(run("solve", file("not.jar", "text")), "not.jar", "");
  }

  @Test
  void aBugIsReportedInOneLineAndWithDebugWithItsPlace() throws IOException {
    OutputStream broken = new OutputStream() {
      @Override
      public void write(int b) {
        throw new IllegalStateException("out of paper");
      }
    };
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    String file = file("reach.ctl", REACH);
    assertEquals(ExitCode.INTERNAL,
        Main.run(new String[] {"solve", file}, new PrintStream(broken, true, StandardCharsets.UTF_8), errors));
    String report = err.toString(StandardCharsets.UTF_8);
    assertTrue(report.contains("internal error: out of paper") && report.contains("--debug"), report);
    assertFalse(report.contains("\tat "), report);
    err.reset();
    Main.run(new String[] {"solve", file, "--debug"}, new PrintStream(broken, true, StandardCharsets.UTF_8), errors);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("\tat org.costate.cli."));
  }

  @Test
  void aReaderThatHasGoneAwayIsNoError() throws IOException {
    OutputStream closed = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int code = Main.run(new String[] {"solve", file("reach.ctl", REACH)},
        new PrintStream(closed, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    assertEquals(ExitCode.OK, code);
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }
}
