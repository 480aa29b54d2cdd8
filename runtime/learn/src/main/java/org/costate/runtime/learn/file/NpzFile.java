/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.file;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.costate.runtime.file.AtomicFile;

/**
 * Arrays in the format of {@code numpy.savez}: a zip of one {@code NAME.npy} for each, little-endian, beside {@code NAME.txt} for texts, which
 * numpy hands out as bytes. The same content gives the same bytes. Source: numpy, "NEP 1: a simple file format for numpy arrays".
 */
public final class NpzFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;
  private static final String ARRAY = ".npy";
  private static final String TEXT = ".txt";

  /** All arrays of a file: one that claims more is wrong. */
  private static final int MAX_BYTES = 1 << 30;

  private static final int MAX_TEXT = 1 << 26;

  private static final Pattern HEADER = Pattern.compile(
      "\\{'descr': '(<f4|<f8|<i8)', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\),? *\\}\\s*");

  private NpzFile() {}

  /** Writes a file that is there as a whole or not at all. */
  public static void write(Path file, NamedArrays content) throws IOException {
    AtomicFile.write(file, out -> write(out, content));
  }

  private static void write(OutputStream out, NamedArrays content) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    for (Map.Entry<String, String> text : content.texts().entrySet()) {
      store(zip, text.getKey() + TEXT, text.getValue().getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, NamedArray> array : content.arrays().entrySet()) {
      store(zip, array.getKey() + ARRAY, bytes(array.getValue()));
    }
    zip.finish();
  }

  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] bytes(NamedArray array) {
    String type = switch (array) {
      case NamedArray.Floats floats -> "<f4";
      case NamedArray.Doubles doubles -> "<f8";
      case NamedArray.Longs longs -> "<i8";
    };
    String shape = array.shape().stream().map(n -> n + ",").collect(Collectors.joining(" "));
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': ("
        + (array.shape().size() > 1 ? shape.substring(0, shape.length() - 1) : shape) + "), }";
    int before = MAGIC.length + Short.BYTES;
    int length = (before + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - before;
    int width = array instanceof NamedArray.Floats ? Float.BYTES : Long.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(before + length + width * array.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) length);
    bytes.put((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
    switch (array) {
      case NamedArray.Floats floats -> bytes.asFloatBuffer().put(floats.values());
      case NamedArray.Doubles doubles -> bytes.asDoubleBuffer().put(doubles.values());
      case NamedArray.Longs longs -> bytes.asLongBuffer().put(longs.values());
    }
    return bytes.array();
  }

  /**
   * Reads what {@link #write} or {@code numpy.savez} wrote; what is neither an array nor a text is left out.
   *
   * @throws IOException if the file cannot be read, or is no such file, with the place in it
   */
  public static NamedArrays read(Path file) throws IOException {
    return read(file, MAX_BYTES);
  }

  /** The same with less memory than a file may have: at most so many bytes of arrays and texts. */
  public static NamedArrays read(Path file, long most) throws IOException {
    NamedArrays content = new NamedArrays();
    try (ZipInputStream zip =
        new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
      boolean empty = true;
      long left = most;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        empty = false;
        String name = entry.getName();
        String place = file + ", " + name;
        if (name.endsWith(ARRAY)) {
          NamedArray array = array(place, zip, left);
          left -= (long) array.size() * (array instanceof NamedArray.Floats ? Float.BYTES : Long.BYTES);
          content.put(name.substring(0, name.length() - ARRAY.length()), array);
        } else if (name.endsWith(TEXT)) {
          String text = text(place, zip, (int) Math.min(left, MAX_TEXT));
          left -= text.length();
          content.text(name.substring(0, name.length() - TEXT.length()), text);
        }
      }
      if (empty) {
        throw new IOException(file + " is no .npz file");
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) { // the last for names that are no text
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    return content;
  }

  private static String text(String place, InputStream in, int most) throws IOException {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new IOException(place + " has more than " + most + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Takes memory for what the header says, never for what there is. */
  private static NamedArray array(String place, InputStream in, long most) throws IOException {
    byte[] begin = in.readNBytes(MAGIC.length + Short.BYTES);
    if (begin.length < MAGIC.length + Short.BYTES || !Arrays.equals(begin, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IOException(place + " does not begin as a .npy file of version 1");
    }
    int length = Short.toUnsignedInt(ByteBuffer.wrap(begin).order(ByteOrder.LITTLE_ENDIAN).getShort(MAGIC.length));
    String header = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    Matcher found = HEADER.matcher(header);
    if (!found.matches()) {
      throw new IOException(
          place + " has the header `" + header.strip() + "`; expected numbers <f4, <f8 or <i8 in C order");
    }
    List<Integer> shape = shape(place, found.group(2));
    int width = found.group(1).equals("<f4") ? Float.BYTES : Long.BYTES;
    BigInteger count = shape.stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    if (count.compareTo(BigInteger.valueOf(most / width)) > 0) {
      throw new IOException(place + " has the shape " + shape + "; there is room for " + most + " bytes");
    }
    int size = count.intValue();
    byte[] bytes = in.readNBytes(size * width);
    if (bytes.length < size * width || in.read() >= 0) {
      throw new IOException(
          place + " has " + (bytes.length < size * width ? bytes.length : "more") + " bytes for the shape " + shape);
    }
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (found.group(1)) {
      case "<f4" -> {
        float[] values = new float[size];
        numbers.asFloatBuffer().get(values);
        yield NamedArray.of(shape, values);
      }
      case "<f8" -> {
        double[] values = new double[size];
        numbers.asDoubleBuffer().get(values);
        yield NamedArray.of(shape, values);
      }
      default -> {
        long[] values = new long[size];
        numbers.asLongBuffer().get(values);
        yield NamedArray.of(shape, values);
      }
    };
  }

  private static List<Integer> shape(String place, String text) throws IOException {
    try {
      return text.isBlank() ? List.of() : Arrays.stream(text.strip().split(" *, *")).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new IOException(place + " has the shape (" + text + "); expected numbers with commas between them", e);
    }
  }
}
