/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.suite;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.source.Source;

/**
 * From text to loaded classes: the first time in a new process, and at a steady state. CPU time is that of the whole process, as compiling
 * uses a thread of its own; where the machine is busy it is the better figure, though it counts the JIT compiler's threads too.
 */
final class CompileTimes {
  private static final int COLD_RUNS = 3;
  private static final int WARM_UP = 40;
  private static final double MOST_WARM_UP_SECONDS = 5;
  private static final int WARM_RUNS = 20;

  private CompileTimes() {}

  static List<String> columns() {
    return List.of("file", "formulas", "derived", "class_bytes", "cold_wall_ms", "cold_cpu_ms", "warm_wall_ms",
        "warm_cpu_ms", "warm_cpu_us_by_derived");
  }

  static List<List<String>> measure(List<Subject> subjects) throws IOException, InterruptedException {
    List<List<String>> rows = new ArrayList<>();
    for (Subject subject : subjects) {
      List<Sample> cold = new ArrayList<>();
      for (int i = 0; i < COLD_RUNS; i++) {
        cold.add(inNewProcess(subject));
      }
      long begin = System.nanoTime();
      for (int i = 0; i < WARM_UP && (System.nanoTime() - begin) * 1e-9 < MOST_WARM_UP_SECONDS; i++) {
        Sample.of(subject);
      }
      List<Sample> warm = new ArrayList<>();
      for (int i = 0; i < WARM_RUNS; i++) {
        warm.add(Sample.of(subject));
      }
      GraphSize size = warm.getLast().size();
      double warmCpu = Arrays.stream(warm.stream().mapToDouble(Sample::cpu).toArray()).average().orElseThrow();
      rows.add(List.of(subject.name(), Long.toString(size.formulas()), Long.toString(size.derived()),
          Long.toString(size.bytes()), wall(cold), cpu(cold), wall(warm), Figures.text(warmCpu),
          Figures.text(warmCpu * 1e3 / size.derived())));
    }
    return rows;
  }

  /** One compilation, in milliseconds. The system counts CPU time in steps of 10 ms, so that of short ones is for means only. */
  private record Sample(double wall, double cpu, GraphSize size) {
    private static final OperatingSystemMXBean PROCESS =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Sample of(Subject subject) throws IOException {
      Source source = subject.source();
      long wall = System.nanoTime();
      long cpu = PROCESS.getProcessCpuTime();
      CompilationResult result = subject.compile(source);
      return new Sample((System.nanoTime() - wall) * 1e-6, (PROCESS.getProcessCpuTime() - cpu) * 1e-6,
          GraphSize.of(result.problems()));
    }
  }

  private static String wall(List<Sample> samples) {
    return Figures.text(Figures.median(samples.stream().mapToDouble(Sample::wall).toArray()));
  }

  private static String cpu(List<Sample> samples) {
    return Figures.text(Figures.median(samples.stream().mapToDouble(Sample::cpu).toArray()));
  }

  private static Sample inNewProcess(Subject subject) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), CompileTimes.class.getName(), subject.file()));
    subject.links().ifPresent(n -> command.add(Integer.toString(n)));
    Process process = new ProcessBuilder(command)
        .directory(Tree.root().toFile())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String[] found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip().split(" ", -1);
    if (process.waitFor() != 0 || found.length != 2) {
      throw new IOException("the process that compiles " + subject.name() + " printed " + Arrays.toString(found));
    }
    return new Sample(Double.parseDouble(found[0]), Double.parseDouble(found[1]), new GraphSize(0, 0, 0));
  }

  /** The new process: compiles a file, with a const n if that is given, and prints wall and CPU milliseconds. */
  public static void main(String[] arguments) throws IOException {
    OptionalInt links =
        arguments.length > 1 ? OptionalInt.of(Integer.parseInt(arguments[1])) : OptionalInt.empty();
    Sample sample = Sample.of(new Subject(arguments[0], links));
    System.out.println(sample.wall() + " " + sample.cpu());
  }
}
