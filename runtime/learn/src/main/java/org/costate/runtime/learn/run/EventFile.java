/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.run;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Numbers over time in the form that TensorBoard reads: records of a length, its checksum, a message and its checksum, where a message is a
 * protocol buffer {@code Event}. No kept Java library writes it, and scalars need five fields of it. Source: TensorFlow's
 * {@code core/util/event.proto}, {@code core/framework/summary.proto} and {@code core/lib/io/record_writer.h}.
 */
public final class EventFile implements Closeable {
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final OutputStream out;

  /**
   * Begins a file, in place of an older one.
   *
   * @param seconds the time now since 1970
   */
  public EventFile(Path file, double seconds) throws IOException {
    // not by a channel, which an interrupt of the thread would close in the middle of a record
    out = new FileOutputStream(file.toFile());
    Message event = new Message();
    event.number(WALL_TIME, seconds);
    event.bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
    record(event);
  }

  /**
   * Adds numbers of one step, and hands them to the operating system.
   *
   * @param seconds the time now since 1970
   */
  public void add(double seconds, long step, Map<String, Double> numbers) throws IOException {
    Message summary = new Message();
    numbers.forEach((tag, number) -> {
      Message value = new Message();
      value.bytes(TAG, tag.getBytes(StandardCharsets.UTF_8));
      value.number(SIMPLE_VALUE, number.floatValue());
      summary.bytes(VALUE, value.content());
    });
    Message event = new Message();
    event.number(WALL_TIME, seconds);
    event.number(STEP, step);
    event.bytes(SUMMARY, summary.content());
    record(event);
  }

  private void record(Message event) throws IOException {
    byte[] content = event.content();
    ByteBuffer record = ByteBuffer.allocate(content.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(content.length);
    record.putInt(checksum(record.array(), 0, 8));
    record.put(content);
    record.putInt(checksum(content, 0, content.length));
    out.write(record.array());
    out.flush();
  }

  /** The checksum of the format: rotated and shifted, so that checksums of data with checksums in it are good ones. */
  private static int checksum(byte[] data, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** A protocol buffer under construction. */
  private static final class Message {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    byte[] content() {
      return content.toByteArray();
    }

    private void key(int field, int kind) {
      varint(field << 3 | kind);
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        content.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      content.write((int) rest);
    }

    void number(int field, long value) {
      key(field, VARINT);
      varint(value);
    }

    void number(int field, double value) {
      key(field, FIXED_64);
      content.writeBytes(
          ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    }

    void number(int field, float value) {
      key(field, FIXED_32);
      content.writeBytes(ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(value).array());
    }

    void bytes(int field, byte[] value) {
      key(field, BYTES);
      varint(value.length);
      content.writeBytes(value);
    }
  }
}
