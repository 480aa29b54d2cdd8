/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {
  @TempDir
  Path folder;

  private static Map<String, Double> row(double iteration, double value) {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("iteration", iteration);
    row.put("mean_return", value);
    return row;
  }

  @Test
  void aTableGoesOnWhereTheCheckpointWas() throws IOException {
    Path file = folder.resolve("metrics.csv");
    try (MetricsFile table = MetricsFile.begin(file)) {
      table.add(row(1, -3.25));
      table.add(row(2, -2));
      table.add(row(3, -1));
    }
    try (MetricsFile table = MetricsFile.resume(file, 2)) {
      table.add(row(3, -1.5));
      assertThrows(IllegalArgumentException.class, () -> table.add(Map.of("other", 1.0)));
    }
    assertEquals(List.of("iteration,mean_return", "1,-3.25", "2,-2", "3,-1.5"), Files.readAllLines(file));
    assertThrows(IOException.class, () -> MetricsFile.resume(file, 4));
  }

  /** Two records, byte by byte as the format describes them. */
  @Test
  void eventsAreThoseOfTensorBoard() throws IOException {
    Path file = folder.resolve("events.out.tfevents.1");
    try (EventFile events = new EventFile(file, 1.0)) {
      events.add(2.0, 300, Map.of("return", 1.5));
    }
    byte[] all = Files.readAllBytes(file);
    HexFormat hex = HexFormat.of();
    // wall_time = 1, file_version = "brain.Event:2"
    String version = "09000000000000f03f" + "1a0d" + "627261696e2e4576656e743a32";
    // wall_time = 2, step = 300, summary { value { tag = "return", simple_value = 1.5 } }
    String event = "090000000000000040" + "10ac02" + "2a0f" + "0a0d" + "0a0672657475726e" + "150000c03f";
    int first = version.length() / 2;
    int second = event.length() / 2;
    assertEquals(version, hex.formatHex(all, 12, 12 + first));
    assertEquals(event, hex.formatHex(all, 12 + first + 4 + 12, 12 + first + 4 + 12 + second));
    assertEquals(16 + first + 16 + second, all.length);
    assertArrayEquals(new byte[] {(byte) first, 0, 0, 0, 0, 0, 0, 0}, Arrays.copyOf(all, 8));
    // the masked CRC-32C of a length of 24 bytes, which every event file begins with
    assertEquals("a37f4b22", hex.formatHex(all, 8, 12));
  }
}
