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
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.costate.runtime.stats.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** Bytes that are changed, taken out or put in are an error of the file or none, never another one. */
  @Test
  void whatIsDamagedIsAnErrorOfTheFile() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, content());
    byte[] whole = Files.readAllBytes(file);
    RandomStream random = new RandomStream(1);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] bytes = i % 3 == 0 ? Arrays.copyOf(whole, random.below(whole.length)) : whole.clone();
      for (int k = random.below(4); k > 0 && bytes.length > 0; k--) {
        bytes[random.below(bytes.length)] = (byte) random.below(256);
      }
      Files.write(file, bytes);
      try {
        NpzFile.read(file);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("a.npz"), e.toString());
        refused++;
      }
    }
    assertTrue(refused > 1500, refused + " of 3000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(2, 2147483648)", "(,)", "(2 3)", "(2147483647, 2147483647, 2147483647, 4)", "(7,)"})
  void shapesThatAreNoneAreRefused(String shape) throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
    header += " ".repeat(117 - header.length()) + "\n";
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    byte[] array = new byte[10 + text.length + 24];
    System.arraycopy(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0}, 0, array, 0, 10);
    System.arraycopy(text, 0, array, 10, text.length);
    Path file = folder.resolve("shape.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("w.npy"));
      zip.write(array);
    }
    assertTrue(assertThrows(IOException.class, () -> NpzFile.read(file)).getMessage().contains("shape.npz, w.npy has"));
  }

  /** A megabyte that grows to a gigabyte. */
  @Test
  void whatAnArrayDoesNotSayIsNotRead() throws IOException {
    Path file = folder.resolve("grown.npz");
    NpzFile.write(file, new NamedArrays().put("w", NamedArray.of(List.of(3), new float[3])));
    byte[] array;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      zip.getNextEntry();
      array = zip.readAllBytes();
    }
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("w.npy"));
      zip.write(array);
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1024; i++) {
        zip.write(zeros);
      }
    }
    assertTrue(assertThrows(IOException.class, () -> NpzFile.read(file)).getMessage()
        .contains("more bytes for the shape [3]"));
  }
}
