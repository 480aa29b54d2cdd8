/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class FmtCommandTest extends CommandLineTest {
  private static final String UGLY = "model M{ // empty\r\n}\r\n";
  private static final String NEAT = "model M {  // empty\n}\n";

  @Test
  void filesAreRewrittenAndListed() throws IOException {
    String ugly = file("ugly.ctl", UGLY);
    String neat = file("neat.ctl", NEAT);
    assertEquals(new Outcome(ExitCode.OK, ugly + "\n", ""), run("fmt", ugly, neat));
    assertEquals(NEAT, Files.readString(Path.of(ugly)));
    assertEquals(new Outcome(ExitCode.OK, "", ""), run("fmt", ugly, neat));
  }

  @Test
  void checkWritesNothingAndFails() throws IOException {
    String ugly = file("ugly.ctl", UGLY);
    String neat = file("neat.ctl", NEAT);
    Outcome one = run("fmt", "--check", ugly, neat);
    assertEquals(
        new Outcome(ExitCode.WRONG_PROGRAM, ugly + "\n", "1 file is not formatted\n  hint: run costate fmt\n"), one);
    assertEquals(UGLY, Files.readString(Path.of(ugly)));
    assertEquals(new Outcome(ExitCode.OK, "", ""), run("fmt", "--check", neat));
    assertTrue(run("fmt", "--check", ugly, ugly).err().startsWith("2 files are not formatted\n"));
  }

  @Test
  void filesWithSyntaxErrorsAreNotTouched() throws IOException {
    String wrong = file("wrong.ctl", "model M {\n  state x\n}\n");
    String ugly = file("ugly.ctl", UGLY);
    Outcome outcome = run("fmt", wrong, ugly);
    assertEquals(ExitCode.WRONG_PROGRAM, outcome.code());
    assertEquals(ugly + "\n", outcome.out());
    assertTrue(outcome.err().contains("--> " + wrong + ":2:10\n"), outcome.err());
    assertEquals("model M {\n  state x\n}\n", Files.readString(Path.of(wrong)));
    Path binary = Files.write(folder.resolve("binary.ctl"), new byte[] {(byte) 0xC0, 0});
    assertTrue(run("fmt", binary.toString()).err().contains("is not UTF-8"));
    assertEquals(ExitCode.USAGE, run("fmt", folder.resolve("missing.ctl").toString()).code());
    assertEquals(ExitCode.USAGE, run("fmt").code());
  }

  @Test
  void foldersAreWalkedButLinksInThemAreNotFollowed() throws IOException {
    Path inside = Files.createDirectories(folder.resolve("project/deep"));
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Path one = Files.writeString(inside.resolve("one.ctl"), UGLY);
    Path two = Files.writeString(folder.resolve("project/two.ctl"), UGLY);
    Path text = Files.writeString(inside.resolve("notes.txt"), UGLY);
    Path linked = Files.writeString(outside.resolve("linked.ctl"), UGLY);
    Files.createSymbolicLink(inside.resolve("link.ctl"), linked);
    Files.createSymbolicLink(inside.resolve("link"), outside);
    Outcome outcome = run("fmt", folder.resolve("project").toString());
    assertEquals(new Outcome(ExitCode.OK, one + "\n" + two + "\n", ""), outcome);
    assertEquals(UGLY, Files.readString(text));
    assertEquals(UGLY, Files.readString(linked));
    Path named = Files.createSymbolicLink(folder.resolve("named"), outside);
    assertEquals(ExitCode.WRONG_PROGRAM, run("fmt", "--check", named.toString()).code());
  }

  @Test
  void standardInputGoesToStandardOutput() throws IOException {
    assertEquals(new Outcome(ExitCode.OK, NEAT, ""), withInput(UGLY, "fmt", "-"));
    assertEquals(new Outcome(ExitCode.OK, NEAT, ""), withInput(NEAT, "fmt", "-"));
    assertEquals("<stdin>\n", withInput(UGLY, "fmt", "--check", "-").out());
    Outcome wrong = withInput("model", "fmt", "-");
    assertEquals(ExitCode.WRONG_PROGRAM, wrong.code());
    assertEquals("", wrong.out());
    assertTrue(wrong.err().contains("--> <stdin>:1:6"), wrong.err());
  }

  @Test
  void linksAndPermissionsStay() throws IOException {
    Path file = Path.of(file("ugly.ctl", UGLY));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
    Path link = Files.createSymbolicLink(folder.resolve("link.ctl"), file);
    assertEquals(ExitCode.OK, run("fmt", link.toString()).code());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(NEAT, Files.readString(file));
    assertEquals("rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }
}
