/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzFileTest {
  @TempDir
  Path folder;

  private static NamedArrays content() {
    return new NamedArrays()
        .put("h1.W", NamedArray.of(List.of(2, 3), new float[] {1, 2, 3, 4, 5, Float.MIN_VALUE}))
        .put("scale", NamedArray.of(List.of(), new float[] {0.5f}))
        .put("time", NamedArray.of(Math.PI, Double.NaN))
        .put("stream", NamedArray.of(Long.MIN_VALUE, 7, -1))
        .text("policy", "two\nlines, \u03b8");
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, content());
    NamedArrays read = NpzFile.read(file);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, Float.MIN_VALUE}, read.floats("h1.W", 6));
    assertEquals(List.of(2, 3), read.arrays().get("h1.W").shape());
    assertEquals(List.of(), read.arrays().get("scale").shape());
    assertArrayEquals(new double[] {Math.PI, Double.NaN}, read.doubles("time"));
    assertArrayEquals(new long[] {Long.MIN_VALUE, 7, -1}, read.longs("stream"));
    assertEquals("two\nlines, \u03b8", read.text("policy"));
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    NpzFile.write(folder.resolve("a.npz"), content());
    NpzFile.write(folder.resolve("b.npz"), content());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.npz")), Files.readAllBytes(folder.resolve("b.npz")));
  }

  /** The header of numpy.save(numpy.zeros((2, 3), '<f4')), byte for byte: a multiple of 64 with a line's end. */
  @Test
  void headersAreThoseOfNumpy() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, content());
    String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    String begin = "\u0093NUMPY\1\0\166\0";
    assertTrue(all.contains(
        begin + "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + " ".repeat(58) + "\n"));
    assertTrue(all.contains("'shape': (3,), }") && all.contains("'shape': (), }"));
  }

  @Test
  void whatIsNoSuchFileIsRefusedWithThePlace() throws IOException {
    Path text = Files.writeString(folder.resolve("text.npz"), "no zip at all");
    assertTrue(assertThrows(IOException.class, () -> NpzFile.read(text)).getMessage().contains("no .npz"));
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, content());
    byte[] half = Arrays.copyOf(Files.readAllBytes(file), 150);
    Path cut = Files.write(folder.resolve("cut.npz"), half);
    assertThrows(IOException.class, () -> NpzFile.read(cut));
    NamedArrays read = NpzFile.read(file);
    assertTrue(assertThrows(IllegalArgumentException.class, () -> read.floats("h1.W", 5)).getMessage()
        .contains("h1.W"));
    assertThrows(IllegalArgumentException.class, () -> read.doubles("h1.W"));
    assertThrows(IllegalArgumentException.class, () -> read.longs("missing"));
  }
}
