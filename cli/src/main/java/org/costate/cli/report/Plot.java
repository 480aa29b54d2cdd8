/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.List;

/**
 * One plot. All texts may be anything: they come from a source.
 *
 * @param title its heading, {@code xLabel} what the horizontal axis counts
 * @param x its values; empty for the times of the run
 * @param held whether a value holds until the next one, {@code log} whether the vertical axis is logarithmic
 */
record Plot(String title, String xLabel, Numbers x, List<Line> lines, List<Limit> limits, boolean held, boolean log) {
  Plot {
    lines = List.copyOf(lines);
    limits = List.copyOf(limits);
  }

  /** A curve. */
  record Line(String name, Numbers values) {}

  /** A level that is drawn across. */
  record Limit(String name, double value) {}

  /** Values by their index; one that is not finite leaves a gap. */
  interface Numbers {
    Numbers NONE = of(new double[0]);

    int size();

    double at(int i);

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
  }
}
