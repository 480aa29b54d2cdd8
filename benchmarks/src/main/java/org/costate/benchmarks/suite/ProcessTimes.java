/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.costate.benchmarks.measure.Tree;

/** {@code ./costate ...} as a user waits for it: the whole process, the launcher included. */
final class ProcessTimes {
  private static final int RUNS = 11;

  private ProcessTimes() {}

  static List<String> columns() {
    return List.of("command", "wall_s", "cpu_s", "exit_code");
  }

  static List<List<String>> measure(List<String> commands) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    for (String arguments : commands) {
      String command = "./costate " + arguments;
      run(command); // builds, and fills the file cache
      double[] wall = new double[RUNS];
      double[] cpu = new double[RUNS];
      String code = "";
      for (int i = 0; i < RUNS; i++) {
        String[] found = run(command);
        wall[i] = Double.parseDouble(found[0]);
        cpu[i] = Double.parseDouble(found[1]) + Double.parseDouble(found[2]);
        code = found[3];
      }
      rows.add(List.of(command, Figures.text(Figures.median(wall)), Figures.text(Figures.median(cpu)), code));
    }
    return rows;
  }

  /** @return real, user and system seconds, then the exit code */
  private static String[] run(String command) throws IOException, InterruptedException {
    String script = "TIMEFORMAT='%R %U %S'; { time { " + command + " >/dev/null 2>&1; code=$?; }; } 2>&1; echo $code";
    Process process =
        new ProcessBuilder("bash", "-c", script).directory(Tree.root().toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("cannot time " + command + ": " + output);
    }
    return output.strip().split("\\s+", -1);
  }
}
