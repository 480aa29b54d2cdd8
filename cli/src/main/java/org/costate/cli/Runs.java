/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.commons.cli.CommandLine;
import org.costate.Costate;
import org.costate.Problem;
import org.costate.Problems;
import org.costate.runtime.problem.RunInfo;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/** The problems and runs that a command line asks for, with the values that it gives them. */
final class Runs {
  private Runs() {}

  /** The only run that the arguments name, configured; warnings are printed. */
  static Problem one(Path file, List<String> arguments, CommandLine line, Terminal terminal) throws IOException {
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    if (arguments.size() == 1 && problems.runs().isEmpty() && problems.names().size() == 1) {
      return configured(List.of(problems.problem()), line).getFirst();
    }
    List<Problem> named = selected(problems, file, arguments);
    if (named.size() > 1) {
      throw new UsageException(file + " has several runs", "name one: "
          + String.join(", ", named.stream().map(r -> r.run().orElseThrow().name()).toList()));
    }
    return configured(named, line).getFirst();
  }

  /** The only mpc block that the arguments name, configured; warnings are printed. */
  static Problem receding(Path file, List<String> arguments, CommandLine line, Terminal terminal) throws IOException {
    Problems problems = Arguments.load(file, line);
    Warnings.print(problems, terminal);
    List<Problem> blocks = problems.runs(RunInfo.Kind.MPC);
    List<String> known = blocks.stream().map(r -> r.run().orElseThrow().name()).toList();
    if (blocks.isEmpty()) {
      throw new UsageException(file + " has no mpc block",
          "add one: mpc PROBLEM using ilqr { rate = 50 [Hz]; duration = 10 [s]; iterations = 3; }");
    }
    if (arguments.size() == 1 && blocks.size() > 1) {
      throw new UsageException(file + " has several mpc blocks", "name one: " + String.join(", ", known));
    }
    if (arguments.size() > 1 && !known.contains(arguments.getLast())) {
      throw UsageException.unknown("mpc block", arguments.getLast(), known);
    }
    Problem block = arguments.size() == 1 ? blocks.getFirst() : blocks.get(known.indexOf(arguments.getLast()));
    return configured(List.of(block), line).getFirst();
  }

  /** The only train block that the arguments name. */
  static Problem training(Problems problems, Path file, List<String> arguments) {
    List<Problem> blocks = problems.runs(RunInfo.Kind.TRAIN);
    List<String> known = blocks.stream().map(r -> r.run().orElseThrow().name()).toList();
    if (blocks.isEmpty()) {
      throw new UsageException(file + " has no train block",
          "add one: train POLICY using ppo { steps = 200_000; }");
    }
    if (arguments.size() == 1 && blocks.size() > 1) {
      throw new UsageException(file + " has several train blocks", "name one: " + String.join(", ", known));
    }
    if (arguments.size() > 1 && !known.contains(arguments.getLast())) {
      throw UsageException.unknown("train block", arguments.getLast(), known);
    }
    return arguments.size() == 1 ? blocks.getFirst() : blocks.get(known.indexOf(arguments.getLast()));
  }

  /**
   * The problem that {@code --plant FILE[:PROBLEM]} names, with what the command line says to it and to the controller's; constants are
   * those of the file.
   */
  static Optional<Problem> plant(Problem controller, CommandLine line, Terminal terminal) throws IOException {
    if (!line.hasOption("plant")) {
      return Optional.empty();
    }
    String text = line.getOptionValue("plant");
    int colon = Files.exists(Arguments.path(text)) ? -1 : text.lastIndexOf(':');
    String file = colon < 0 ? text : text.substring(0, colon);
    Problems problems = Costate.load(Arguments.path(file));
    Warnings.print(problems, terminal);
    List<String> names = problems.names();
    if (names.isEmpty()) {
      throw new UsageException("--plant " + text + ": the file has no problem");
    }
    if (colon < 0 && names.size() > 1) {
      throw new UsageException("--plant " + text + ": the file has several problems",
          "name one: --plant " + file + ":" + names.getFirst());
    }
    String name = colon < 0 ? names.getFirst() : text.substring(colon + 1);
    if (!names.contains(name)) {
      throw UsageException.unknown("problem", name, names);
    }
    return Optional.of(configured(List.of(controller, problems.problem(name)), line).getLast());
  }

  /** The solve blocks that the arguments of {@code solve} name, all of the file if they name none. */
  static List<Problem> selected(Problems problems, Path file, List<String> arguments) {
    List<Problem> runs = problems.runs();
    if (arguments.size() == 1) {
      if (runs.isEmpty()) {
        List<String> receding =
            problems.runs(RunInfo.Kind.MPC).stream().map(r -> r.run().orElseThrow().name()).toList();
        if (!receding.isEmpty()) {
          throw new UsageException(file + " has no solve block, but an mpc block", "costate mpc " + file);
        }
        throw new UsageException(file + " has no solve block", problems.names().isEmpty()
            ? "add one: solve PROBLEM using ilqr {}"
            : "name a problem to solve it with ilqr: costate solve " + file + " " + problems.names().getFirst());
      }
      return runs;
    }
    String name = arguments.getLast();
    List<Problem> named = runs.stream().filter(r -> r.run().orElseThrow().name().equals(name)).toList();
    if (!named.isEmpty()) {
      return named;
    }
    if (problems.names().contains(name)) {
      List<Problem> ofProblem = runs.stream().filter(r -> r.name().equals(name)).toList();
      return ofProblem.isEmpty() ? List.of(problems.problem(name)) : ofProblem;
    }
    List<String> known = new ArrayList<>(runs.stream().map(r -> r.run().orElseThrow().name()).toList());
    problems.names().stream().filter(n -> !known.contains(n)).forEach(known::add);
    throw UsageException.unknown("solve block or problem", name, known);
  }

  /** With what {@code --set}, {@code --start} and {@code --design} say. */
  static List<Problem> configured(List<Problem> runs, CommandLine line) {
    List<Problem> set = assigned(runs, Kind.PARAM, "set", line, (p, a) -> p.with(a.name(), a.numbers()));
    List<Problem> started = assigned(set, Kind.STATE, "start", line, (p, a) -> p.start(a.name(), a.numbers()));
    return assigned(started, Kind.DESIGN, "design", line, (p, a) -> p.design(a.name(), a.numbers()));
  }

  /** Each assignment goes to every run that has such a variable, and must find one. */
  private static List<Problem> assigned(
      List<Problem> runs, Kind kind, String option, CommandLine line, BiFunction<Problem, Assignment, Problem> set) {
    List<Problem> changed = runs;
    for (Assignment assignment : Assignment.parseAll(option, line.getOptionValues(option))) {
      List<String> known =
          runs.stream().flatMap(r -> r.variables(kind).stream()).map(VariableInfo::name).distinct().toList();
      if (!known.contains(assignment.variable())) {
        throw UsageException.unknown(kind.name().toLowerCase(Locale.ROOT), assignment.variable(), known);
      }
      changed = changed.stream().map(run -> has(run, kind, assignment) ? tried(set, run, assignment) : run).toList();
    }
    return changed;
  }

  private static boolean has(Problem run, Kind kind, Assignment assignment) {
    return run.variables(kind).stream().anyMatch(v -> v.name().equals(assignment.variable()));
  }

  private static Problem tried(BiFunction<Problem, Assignment, Problem> set, Problem run, Assignment assignment) {
    try {
      return set.apply(run, assignment);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
