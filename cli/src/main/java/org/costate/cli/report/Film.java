/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.Scene;
import org.costate.runtime.problem.ViewInfo;

/**
 * An animation.
 *
 * @param name of the run, empty where there is one
 * @param time of each picture
 * @param numbers of all shapes, picture by picture, laid out as {@link ViewInfo.Shape} says
 */
public record Film(String name, List<ViewInfo.Shape> shapes, Numbers time, Numbers numbers) {
  /** More pictures than an eye can tell apart are left out. */
  static final int MOST_FRAMES = 2000;

  public Film {
    shapes = List.copyOf(shapes);
  }

  /** @param time of the scene's moments */
  public static Film of(String name, double[] time, Scene scene) {
    int[] shown = moments(scene.frames(), MOST_FRAMES);
    double[] numbers = Arrays.stream(shown).boxed().flatMapToDouble(k -> Arrays.stream(scene.frame(k))).toArray();
    return new Film(name, scene.shapes(), at(time, shown), Numbers.of(numbers));
  }

  /** At most so many of {@code count}, equally far apart, and the last one. */
  static int[] moments(int count, int most) {
    int stride = Math.max(1, Math.ceilDiv(count, most));
    return IntStream.range(0, count).filter(k -> k % stride == 0 || k == count - 1).toArray();
  }

  static Numbers at(double[] time, int[] moments) {
    return Numbers.of(Arrays.stream(moments).mapToDouble(k -> time[k]).toArray());
  }

  /** How many numbers a picture has. */
  public int size() {
    return numbers.size() / time.size();
  }

  /** The first picture alone. */
  public Film first() {
    return new Film(name, shapes, Numbers.of(new double[] {time.at(0)}),
        Numbers.of(Arrays.copyOf(numbers.array(), size())));
  }

  /** The same of a run of that name. */
  Film named(String run) {
    return new Film(run, shapes, time, numbers);
  }

  /** As an object; single precision is enough for an eye. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeArrayFieldStart("shapes");
    for (ViewInfo.Shape shape : shapes) {
      json.writeStartObject();
      json.writeStringField("kind", shape.kind().word());
      json.writeStringField("label", shape.label());
      json.writeStringField("color", shape.color());
      json.writeStringField("words", shape.words());
      json.writeNumberField("points", shape.points());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeFieldName("time");
    time.write(json, time.size());
    json.writeArrayFieldStart("numbers");
    for (int i = 0; i < numbers.size(); i++) {
      double value = numbers.at(i);
      if (Double.isFinite(value)) {
        json.writeNumber((float) value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
