/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.cli.Screen.Style;
import org.junit.jupiter.api.Test;

class ScreenTest extends CommandLineTest {
  private static final String RED = "\u001b[1;31m";

  private static final String WRONG = """
      problem Wrong {
        state position; control force;
        dynamics { der(position) = forse + velocity_of_something_that_is_nowhere_declared_but_has_a_long_name; }
        horizon 1 steps 10;
        start position = 1;
        minimize { running position^2 + force^2; }
      }
      """;

  private static boolean colours(boolean terminal, String... variables) {
    Map<String, String> environment = new java.util.HashMap<>(Map.of("TERM", "xterm-256color"));
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return Screen.of(terminal, environment).colours();
  }

  @Test
  void coloursFollowTheConventions() {
    assertTrue(colours(true));
    assertFalse(colours(false));
    assertFalse(colours(true, "NO_COLOR", "1"));
    assertTrue(colours(true, "NO_COLOR", ""), "an empty one does not count");
    assertFalse(colours(true, "TERM", "dumb"));
    assertFalse(colours(true, "CLICOLOR", "0"));
    assertTrue(colours(false, "CLICOLOR_FORCE", "1"));
    assertFalse(colours(false, "CLICOLOR_FORCE", "0"));
    assertTrue(colours(false, "FORCE_COLOR", "1"));
    assertFalse(colours(true, "NO_COLOR", "1", "CLICOLOR_FORCE", "1"), "whoever wants none gets none");
  }

  @Test
  void onlyATerminalIsRewritten() {
    assertTrue(Screen.of(true, Map.of("TERM", "xterm")).live());
    assertFalse(Screen.of(true, Map.of("TERM", "dumb")).live());
    assertFalse(Screen.of(false, Map.of("CLICOLOR_FORCE", "1")).live());
  }

  @Test
  void proseIsBrokenWhereItIsRead() {
    assertEquals("one two\n  three\n  four", Screen.broken("one two three four", 8, 2));
    assertEquals("unbreakably long", Screen.broken("unbreakably long", 80, 2));
    assertEquals("unbreakably\nlong", Screen.broken("unbreakably long", 5, 0));
    String text = "word ".repeat(50);
    assertEquals(text, Screen.NONE.prose(text));
    Screen wide = Screen.of(true, Map.of("COLUMNS", "200"));
    wide.prose(text).lines().forEach(line -> assertTrue(line.length() <= 80, line));
    Screen narrow = Screen.of(true, Map.of("COLUMNS", "50"));
    narrow.prose(text).lines().forEach(line -> assertTrue(line.length() <= 50, line));
    assertEquals("x", Screen.NONE.paint(Style.ERROR, "x"));
    assertEquals(RED + "x\u001b[0m", wide.paint(Style.ERROR, "x"));
  }

  /** What a program prints with screens of these variables on both streams. */
  private static String shown(Map<String, String> environment, String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    Screen screen = Screen.of(true, environment);
    Main.run(args, new Terminal(both, both, screen, screen));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void diagnosticsFitTheirScreenAndHaveColours() throws IOException {
    String file = file("wrong.ctl", WRONG);
    String plain = run("check", file).err();
    assertFalse(plain.contains("\u001b"));
    assertEquals(plain, run("check", file, "--format", "text").err());
    String coloured = shown(Map.of("COLUMNS", "120"), "check", file);
    assertTrue(coloured.startsWith(RED + "error[E0201]\u001b[0m\u001b[1m: unknown name `forse`\u001b[0m\n"), coloured);
    assertTrue(coloured.contains(RED + "^^^^^ "), coloured);
    String narrow = shown(Map.of("COLUMNS", "80", "NO_COLOR", "1"), "check", file);
    assertFalse(narrow.contains("\u001b"), narrow);
    narrow.lines().filter(line -> !line.contains("--> ")).forEach(line -> assertTrue(line.length() <= 80, line));
    String message = shown(Map.of(), "solve", file, "--quite");
    assertTrue(message.startsWith(RED + "costate: \u001b[0munknown option"), message);
  }

  @Test
  void aSummaryIsColouredAndFits() throws IOException {
    String shown = shown(Map.of(), "solve", file("reach.ctl", REACH));
    assertTrue(shown.contains("\n\u001b[32mconverged\u001b[0m: objective "), shown);
    assertTrue(shown.contains("\n\u001b[32mholds\u001b[0m: abs(final(x) - goal) <= 0.01\n"), shown);
    shown.replaceAll("\u001b\\[[0-9;]*[mK]", "").lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  /** The launcher's word for it, in a pseudo-terminal. */
  @Test
  void aPseudoTerminalGetsColoursAndAPipeDoesNot() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script, of util-linux, makes a pseudo-terminal");
    String file = file("wrong.ctl", WRONG);
    String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:+UseSerialGC -cp "
        + System.getProperty("java.class.path") + " " + Main.class.getName();
    String terminal = output("script", "-qec", java + " check " + file, "/dev/null");
    assertTrue(terminal.contains(RED + "error[E0201]"), terminal);
    String pipe = output("sh", "-c", java + " check " + file + " 2>&1");
    assertFalse(pipe.contains("\u001b"), pipe);
    assertTrue(pipe.contains("error[E0201]"), pipe);
  }

  private String output(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
    builder.environment()
        .putAll(Map.of("TERM", "xterm", "COSTATE_TERMINALS", command[0].equals("script") ? "out err" : ""));
    builder.environment().keySet().removeAll(List.of("NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
