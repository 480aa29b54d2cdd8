/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.costate.SimulatedRun;
import org.costate.runtime.file.AtomicFile;

/** The runs of a simulation as a table: a row for each time at which a controller decided, and one for the end. */
final class SimulationFile {
  private SimulationFile() {}

  static void write(Path csv, List<SimulatedRun> runs) throws IOException {
    AtomicFile.write(csv, out -> {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      SimulatedRun any = runs.getFirst();
      List<String> header = new ArrayList<>(List.of("run", "t"));
      header.addAll(any.stateNames());
      header.addAll(any.controlNames());
      header.addAll(any.observationNames());
      text.write(String.join(",", header.stream().map(n -> n.indexOf(',') < 0 ? n : '"' + n + '"').toList()) + "\n");
      for (int i = 0; i < runs.size(); i++) {
        rows(text, i + 1, runs.get(i));
      }
      text.flush();
    });
  }

  private static void rows(Writer text, int number, SimulatedRun run) throws IOException {
    List<double[]> columns = new ArrayList<>(List.of(run.time()));
    run.stateNames().forEach(name -> columns.add(run.state(name)));
    run.controlNames().forEach(name -> columns.add(run.control(name)));
    run.observationNames().forEach(name -> columns.add(run.observation(name)));
    for (int k = 0; k <= run.ticks(); k++) {
      text.write(Integer.toString(number));
      for (double[] column : columns) {
        text.write(k < column.length ? "," + column[k] : ",");
      }
      text.write('\n');
    }
  }
}
