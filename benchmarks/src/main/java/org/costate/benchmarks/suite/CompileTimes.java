/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.costate.Costate;
import org.costate.benchmarks.measure.Tree;

/**
 * From text to loaded classes: the first time in a new process, and at a steady state. CPU time is that of the whole process, as compiling
 * uses a thread of its own; where the machine is busy it is the better figure, though it counts the JIT compiler's threads too.
 */
final class CompileTimes {
  private static final int COLD_RUNS = 3;
  private static final int WARM_UP = 40;
  private static final int WARM_RUNS = 20;

  private CompileTimes() {}

  static List<String> columns() {
    return List.of("file", "cold_wall_ms", "cold_cpu_ms", "warm_wall_ms", "warm_cpu_ms");
  }

  static List<List<String>> measure(List<String> files) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    for (String file : files) {
      List<Sample> cold = new ArrayList<>();
      for (int i = 0; i < COLD_RUNS; i++) {
        cold.add(inNewProcess(file));
      }
      String text = Files.readString(Tree.problem(file));
      for (int i = 0; i < WARM_UP; i++) {
        Sample.of(file, text);
      }
      List<Sample> warm = new ArrayList<>();
      for (int i = 0; i < WARM_RUNS; i++) {
        warm.add(Sample.of(file, text));
      }
      rows.add(List.of(file, wall(cold), cpu(cold), wall(warm), cpu(warm)));
    }
    return rows;
  }

  /** One compilation, in milliseconds. */
  private record Sample(double wall, double cpu) {
    private static final OperatingSystemMXBean PROCESS =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Sample of(String file, String text) {
      long wall = System.nanoTime();
      long cpu = PROCESS.getProcessCpuTime();
      Costate.compile(file + ".ctl", text);
      return new Sample((System.nanoTime() - wall) * 1e-6, (PROCESS.getProcessCpuTime() - cpu) * 1e-6);
    }
  }

  private static String wall(List<Sample> samples) {
    return Figures.text(Figures.median(samples.stream().mapToDouble(Sample::wall).toArray()));
  }

  private static String cpu(List<Sample> samples) {
    return Figures.text(Figures.median(samples.stream().mapToDouble(Sample::cpu).toArray()));
  }

  private static Sample inNewProcess(String file) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), CompileTimes.class.getName(), file)
        .directory(Tree.root().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String[] found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split(" ", -1);
    if (process.waitFor() != 0 || found.length != 2) {
      throw new IOException("the process that compiles " + file + " printed " + Arrays.toString(found));
    }
    return new Sample(Double.parseDouble(found[0]), Double.parseDouble(found[1]));
  }

  /** The new process: compiles once and prints wall and CPU milliseconds. */
  public static void main(String[] arguments) throws IOException {
    String text = Files.readString(Tree.problem(arguments[0]));
    Sample sample = Sample.of(arguments[0], text);
    System.out.println(sample.wall() + " " + sample.cpu());
  }
}
