/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.stream.IntStream;

/** Values by their index, immutable; one that is not finite leaves a gap. */
public interface Numbers {
  Numbers NONE = of(new double[0]);

  int size();

  double at(int i);

  /** As an array of so many: behind the last one, which may hold until the end, it is repeated; what is not finite is null. */
  default void write(JsonGenerator json, int count) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < count; i++) {
      double value = size() == 0 ? Double.NaN : at(Math.min(i, size() - 1));
      if (Double.isFinite(value)) {
        json.writeNumber(value);
      } else {
        json.writeNull();
      }
    }
    json.writeEndArray();
  }

  default double[] array() {
    return IntStream.range(0, size()).mapToDouble(this::at).toArray();
  }

  static Numbers of(double[] values) {
    double[] own = values.clone();
    return new Numbers() {
      @Override
      public int size() {
        return own.length;
      }

      @Override
      public double at(int i) {
        return own[i];
      }
    };
  }

  /** 1, 2, ... */
  static Numbers counting(int count) {
    return of(IntStream.rangeClosed(1, count).asDoubleStream().toArray());
  }
}
