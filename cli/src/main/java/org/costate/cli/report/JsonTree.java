/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.cli.result.ResultFormat;

/** An object in a file that a run wrote, read as what is expected of it. */
final class JsonTree {
  private final Path file;
  private final String place;
  private final Map<String, Object> fields;

  private JsonTree(Path file, String place, Map<String, Object> fields) {
    this.file = file;
    this.place = place;
    this.fields = fields;
  }

  /**
   * A file that a run wrote, of any format.
   *
   * @throws IOException if the file cannot be read or is none of these
   */
  static JsonTree read(Path file) throws IOException {
    ResultFormat format = ResultFormat.of(file)
        .orElseThrow(() -> new IOException(file + " does not end with " + ResultFormat.ENDINGS));
    return new JsonTree(file, "", format.content(file));
  }

  IOException wrong(String what) {
    return new IOException(file + " is no solution: " + what);
  }

  /** Whether there is such a field. */
  boolean has(String name) {
    return fields.containsKey(name);
  }

  List<String> names() {
    return List.copyOf(fields.keySet());
  }

  JsonTree object(String name) throws IOException {
    Map<?, ?> found = field(name, Map.class, "an object");
    Map<String, Object> inner = new LinkedHashMap<>();
    found.forEach((key, value) -> inner.put((String) key, value));
    return new JsonTree(file, place + name + ".", inner);
  }

  List<JsonTree> objects(String name) throws IOException {
    List<?> elements = field(name, List.class, "an array");
    List<JsonTree> all = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      String element = name + "[" + (i + 1) + "]";
      all.add(new JsonTree(file, place, Map.of(element, elements.get(i))).object(element));
    }
    return all;
  }

  String text(String name) throws IOException {
    return field(name, String.class, "a text");
  }

  /** Empty where there is no such field. */
  Optional<String> optionalText(String name) throws IOException {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** NaN where there is no such field. */
  double number(String name) throws IOException {
    return has(name) ? field(name, Double.class, "a number") : Double.NaN;
  }

  double[] numbers(String name) throws IOException {
    List<?> elements = field(name, List.class, "an array");
    double[] numbers = new double[elements.size()];
    for (int i = 0; i < numbers.length; i++) {
      if (!(elements.get(i) instanceof Double number)) {
        throw wrong("`" + place + name + "` holds `" + elements.get(i) + "`, expected numbers");
      }
      numbers[i] = number;
    }
    return numbers;
  }

  private <T> T field(String name, Class<T> type, String expected) throws IOException {
    Object value = fields.get(name);
    if (value == null) {
      throw wrong("there is no `" + place + name + "`");
    }
    if (!type.isInstance(value)) {
      throw wrong("`" + place + name + "` is not " + expected);
    }
    return type.cast(value);
  }
}
