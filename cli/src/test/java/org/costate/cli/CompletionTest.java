/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The scripts, in their shells. */
class CompletionTest extends CommandLineTest {
  private static final String PROGRAM = """
      problem Swing {
        param mc : kg = 1;
        param mp = 2;
        state th; control u;
      }
      solve Swing as gently using ilqr {}
      solve Swing using ddp {}
      mpc Swing as often using ilqr {}
      """;

  private boolean has(String shell) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(shell, "--version").redirectOutput(folder.resolve("version").toFile())
          .start()
          .waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void scripts() throws IOException {
    for (String shell : List.of("bash", "zsh", "fish")) {
      Outcome made = run("completion", shell);
      assertEquals(ExitCode.OK, made.code(), made.err());
      Files.writeString(folder.resolve("costate." + shell), made.out());
    }
    Files.writeString(folder.resolve("swing.ctl"), PROGRAM);
    Files.writeString(folder.resolve("swing.csv"), "");
    Files.writeString(folder.resolve("swing.svg"), "");
    Files.writeString(folder.resolve("swing.png"), "");
    Files.createDirectory(folder.resolve("sub"));
  }

  private String said(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
    return said;
  }

  /** What bash offers for the words, of which the last one is begun. */
  private TreeSet<String> bash(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", """
        source ./costate.bash
        compopt() { :; }
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _costate
        printf '%s\\n' "${COMPREPLY[@]}"
        """, "bash"));
    command.addAll(List.of(words));
    return new TreeSet<>(said(command.toArray(new String[0])).lines().filter(line -> !line.isEmpty()).toList());
  }

  private static TreeSet<String> set(String... words) {
    return new TreeSet<>(List.of(words));
  }

  @Test
  void bashCompletes() throws Exception {
    assumeTrue(has("bash"));
    scripts();
    TreeSet<String> commands = new TreeSet<>(Commands.names());
    commands.addAll(List.of("help", "--help", "--version"));
    assertEquals(commands, bash("costate", ""));
    assertEquals(set("simulate", "solve"), bash("costate", "s"));
    assertEquals(set("--warm-start"), bash("costate", "solve", "swing.ctl", "--wa"));
    assertTrue(bash("costate", "solve", "--").containsAll(List.of("--set", "--out", "--help")));
    assertEquals(set("swing.ctl", "sub"), bash("costate", "solve", "s"));
    assertEquals(set("Swing", "gently"), bash("costate", "solve", "swing.ctl", ""));
    assertEquals(set("often"), bash("costate", "mpc", "swing.ctl", ""));
    assertEquals(set("mc=", "mp="), bash("costate", "solve", "swing.ctl", "--set", "m"));
    assertEquals(set("th="), bash("costate", "solve", "swing.ctl", "--start", ""));
    assertEquals(set(), bash("costate", "solve", "swing.ctl", "--set", "mc", "=", ""));
    assertEquals(set("swing.csv", "sub"), bash("costate", "solve", "swing.ctl", "--batch", "s"));
    assertEquals(set("sub", "swing.png", "swing.svg"), bash("costate", "solve", "swing.ctl", "--plot", "s"));
    assertEquals(set("open"), bash("costate", "simulate", "swing.ctl", "--controller", "o"));
    assertEquals(set("parse"), bash("costate", "dump", "--after", "=", "pa"));
    assertEquals(set("ilqr"), bash("costate", "explain", "ilq"));
    assertEquals(set("bash", "fish", "zsh"), bash("costate", "completion", ""));
    assertEquals(set("solve"), bash("costate", "help", "so"));
  }

  @Test
  void fishCompletes() throws Exception {
    assumeTrue(has("fish"));
    scripts();
    assertEquals(set("simulate", "solve"), fish("costate s"));
    assertEquals(set("--warm-start"), fish("costate solve swing.ctl --wa"));
    assertEquals(set("Swing", "gently"), fish("costate solve swing.ctl "));
    assertEquals(set("mc=", "mp="), fish("costate solve swing.ctl --set m"));
    assertEquals(set("open"), fish("costate simulate swing.ctl --controller o"));
    assertEquals(set("swing.ctl"), fish("costate solve swing."));
  }

  private TreeSet<String> fish(String line) throws IOException, InterruptedException {
    String said = said("fish", "--no-config", "-c",
        "source costate.fish; complete -C '" + line + "' | string split -f 1 \\t");
    return new TreeSet<>(said.lines().toList());
  }

  @Test
  void zshCompletes() throws Exception {
    assumeTrue(has("zsh"));
    scripts();
    assertEquals("", said("zsh", "-n", "costate.zsh"));
    assertEquals("_costate\n", said("zsh", "-fc", "autoload -U compinit; compinit -u -d dump; source ./costate.zsh;"
        + " echo $_comps[costate]"));
  }

  @Test
  void otherShellsAreUnknown() {
    Outcome unknown = run("completion", "fihs");
    assertEquals(ExitCode.USAGE, unknown.code());
    assertTrue(unknown.err().contains("did you mean `fish`?"), unknown.err());
    assertFalse(run("completion").err().isEmpty());
  }
}
