/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Runs the Java examples and compares what they print. */
class EmbedTest {
  /** A program, by its main method. */
  @FunctionalInterface
  private interface Program {
    void main(String[] args) throws IOException;
  }

  private static void assertPrints(String name, Program program) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertEquals(Files.readString(Path.of("embed", name + ".expected.txt")), printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void swingUp() throws IOException {
    assertPrints("SwingUp", SwingUp::main);
  }

  @Test
  void feedback() throws IOException {
    assertPrints("Feedback", Feedback::main);
  }

  @Test
  void insert() throws IOException {
    assertPrints("Insert", Insert::main);
  }

  @Test
  void fly() throws IOException {
    assertPrints("Fly", Fly::main);
  }

  @Test
  void compiledOnce() throws IOException {
    assertPrints("CompiledOnce", CompiledOnce::main);
  }
}
