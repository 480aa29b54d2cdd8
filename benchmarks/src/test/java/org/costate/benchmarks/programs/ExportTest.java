/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.costate.ModuleFiles;
import org.costate.SourceFiles;
import org.costate.benchmarks.measure.Tree;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.EpisodeInfo;
import org.costate.runtime.problem.GeneratedEpisode;
import org.costate.runtime.problem.GeneratedRun;
import org.costate.runtime.problem.ProblemInfo;
import org.costate.runtime.problem.VariableInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The exported C, compiled without a warning, gives every bit of what the generated classes give, if it calls Java's mathematical functions.
 * {@code -Dcostate.export=200} compares more random programs.
 */
class ExportTest {
  private static final int POINTS = 5;

  @BeforeEach
  void needsCompiler() {
    assumeTrue(ExportedFunctions.compilerIsThere(), "there is no gcc");
  }

  @ParameterizedTest
  @CsvSource({"a1,-O2", "a2,-O2", "a3,-O2", "a4,-O0", "a5,-O0", "a6,-O0", "b7,-O2", "b8,-O2"})
  void benchmarkProblems(String name, String optimization) throws IOException {
    for (CompiledProblem problem : compiled(Tree.problem(name), Map.of())) {
      compare(problem, optimization);
    }
  }

  /** Programs that together have everything that the language has. */
  @ParameterizedTest
  @CsvSource({"benchmarks/src/test/resources/language/map", "benchmarks/src/test/resources/language/mechanics",
    "benchmarks/src/test/resources/language/tables", "benchmarks/src/test/resources/language/time",
    "examples/motor/motor", "examples/quadrotor_recovery/quadrotor_recovery"})
  void wholeLanguage(String file) throws IOException {
    for (CompiledProblem problem : compiled(Tree.root().resolve(file + ".ctl"), Map.of())) {
      compare(problem, "-O0");
    }
  }

  /** Nine coordinates are too many for a factorization that is written out. */
  @Test
  void kernelOfSymmetricSystems() throws IOException {
    CompilationResult result = Compiler.compile(new Source("nine.ctl", """
        model Nine {
          param m : kg = 1;
          coordinate q[9] : m rate v;
          control f : N;
          lagrangian {
            kinetic = m*(0.5*sumsq(v) + 0.1*sum(v)^2 + 0.1*sum(v[i]*v[i + 1]*q[i] for i in 1:8) / 1 [m]);
            potential = 0.5 [N/m]*sumsq(q);
            force(q) = [f*i for i in 1:9];
          }
        }
        problem P for Nine {
          horizon 1 [s] steps 10;
          integrator euler;
          start q = zeros(9), v = zeros(9);
          minimize { running 1.0*f^2; }
        }
        """), CompilerOptions.DEFAULTS);
    assertTrue(!result.hasErrors(), result::report);
    String source = compare(result.problems().getFirst(), "-O0");
    assertTrue(source.contains("static void ldl_factor(") && source.contains("static void ldl_solve("));
  }

  @Test
  void randomPrograms() throws IOException {
    int count = Integer.getInteger("costate.export", 12);
    for (long seed = 0; seed < count; seed++) {
      random("p" + seed, ProgramGenerator.program(seed).text());
      if (seed % 4 == 0) {
        random("q" + seed, LanguageGenerator.program(seed).text());
      }
    }
  }

  @Test
  void exampleOfTheManual() throws IOException {
    String page = Files.readString(Tree.root().resolve("docs/c-export.md"));
    CompiledProblem problem = compiled(Tree.root().resolve("examples/pendulum/pendulum.ctl"), Map.of()).getFirst();
    assertEquals(block(page, "text"),
        ExportedFunctions.output(problem.toC("pendulum.h"), "pendulum.c", block(page, "c")));
  }

  private static String block(String page, String language) {
    int from = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void sameProblemGivesSameText() {
    String text = LanguageGenerator.program(3).text();
    assertEquals(exported(text), exported(text));
  }

  private static String exported(String text) {
    CompiledProblem problem =
        Compiler.compile(new Source("same.ctl", text), CompilerOptions.DEFAULTS).problems().getFirst();
    return problem.toC("same.h").header() + problem.toC("same.h").source();
  }

  private static void random(String name, String text) throws IOException {
    CompilationResult result = Compiler.compile(new Source(name + ".ctl", text), CompilerOptions.DEFAULTS);
    for (CompiledProblem problem : result.problems()) {
      compare(problem, "-O0");
    }
  }

  private static List<CompiledProblem> compiled(Path file, Map<String, Double> constants) throws IOException {
    Source source = SourceFiles.read(file);
    ModuleFiles files = ModuleFiles.of(file, source);
    CompilationResult result = Compiler.compile(source, new CompilerOptions(constants, files, files));
    assertTrue(!result.hasErrors(), result::report);
    return result.problems();
  }

  /** Compares everything at random points; returns the source. */
  private static String compare(CompiledProblem problem, String optimization) throws IOException {
    try (ExportedFunctions exported = ExportedFunctions.of(problem, optimization)) {
      CompiledCheck check = CompiledCheck.of(problem);
      Random random = new Random(7);
      for (int i = 0; i < POINTS; i++) {
        Map<Array, double[]> point = check.point(random);
        problem(problem, check.functions(), exported, point);
        runs(problem, exported, point);
        episode(problem, exported, point, random);
      }
      return exported.source().source();
    }
  }

  private static void problem(
      CompiledProblem problem, CompiledFunctions functions, ExportedFunctions exported, Map<Array, double[]> point) {
    for (Entry.Kind kind : kinds(problem, 0)) {
      boolean move = kind == Entry.Kind.DIFFERENCE || kind == Entry.Kind.RETRACT
          || kind == Entry.Kind.DIFFERENCE_JACOBIANS || kind == Entry.Kind.RETRACT_JACOBIANS;
      if (!move || exported.has("_difference")) {
        same(problem.name() + " " + kind, functions.execute(kind, point), exported.execute(kind, point));
      }
    }
    for (int g = 0; g < functions.constraints().size(); g++) {
      ConstraintFunctions group = functions.constraints().get(g);
      Map<Array, double[]> own = group.point(point);
      List<Entry.Kind> kinds = new ArrayList<>(
          List.of(Entry.Kind.CONSTRAIN, Entry.Kind.EXPAND_CONSTRAINTS, Entry.Kind.CURVATURE));
      if (exported.has("_constraints" + (g + 1) + "_time")) {
        kinds.add(Entry.Kind.TIME);
      }
      if (exported.has("_constraints" + (g + 1) + "_weight")) {
        kinds.add(Entry.Kind.WEIGHT);
      }
      for (Entry.Kind kind : kinds) {
        same(problem.name() + " " + kind, group.execute(kind, own), exported.executeConstraints(g + 1, kind, own));
      }
    }
  }

  private static List<Entry.Kind> kinds(CompiledProblem problem, int program) {
    return problem.programs().get(program).entries().stream().map(Entry::kind).toList();
  }

  private static void runs(CompiledProblem problem, ExportedFunctions exported, Map<Array, double[]> point) {
    ProblemInfo info = problem.loaded().info();
    double[] d = point.get(Array.D);
    for (int r = 0; r < info.runs().size(); r++) {
      GeneratedRun run = problem.loaded().runs().get(r);
      String name = exported.source().prefix() + "_run" + (r + 1);
      double[] w = new double[run.workspaceSize()];
      List<double[]> java = List.of(point.get(Array.X).clone(), point.get(Array.U).clone(), point.get(Array.X).clone());
      List<double[]> c = java.stream().map(double[]::clone).toList();
      double guessed = run.guess(d, w, java.get(0), 0, java.get(1), 0);
      assertEquals(guessed,
          exported.call(name + "_guess", true, List.of(d, exported.workspace(), c.get(0), c.get(1))));
      run.start(d, w, java.get(2));
      exported.call(name + "_start", false, List.of(d, exported.workspace(), c.get(2)));
      for (int i = 0; i < java.size(); i++) {
        same(name, java.get(i), c.get(i));
      }
      double[] facts = new double[3 + 2 * info.dims().nx()];
      Arrays.setAll(facts, i -> Math.sin(1.0 + i));
      double[] holds = new double[info.runs().get(r).expectations().size()];
      double[] holdsInC = holds.clone();
      run.expect(facts, d, w, holds);
      exported.call(name + "_expect", false, List.of(facts, d, exported.workspace(), holdsInC));
      same(name + "_expect", holds, holdsInC);
    }
  }

  private static void episode(
      CompiledProblem problem, ExportedFunctions exported, Map<Array, double[]> point, Random random) {
    if (problem.loaded().episode().isEmpty()) {
      return;
    }
    GeneratedEpisode code = problem.loaded().episode().get();
    EpisodeInfo episode = EpisodeInfo.decode(code.info());
    ProblemInfo info = problem.loaded().info();
    String name = exported.source().prefix() + "_episode";
    double[] w = new double[code.workspaceSize()];
    double[] d = point.get(Array.D);
    double[] x = point.get(Array.X);
    double[] u = point.get(Array.U);
    double[] given = point.get(Array.GIVEN);
    List<double[]> standard = new ArrayList<>();
    for (List<EpisodeInfo.Family> families : List.of(episode.params(), episode.start(), episode.noise())) {
      standard.add(random.doubles(families.size()).toArray());
    }
    List<double[]> java = List.of(point.get(Array.VALUES).clone(), x.clone(),
        new double[info.size(VariableInfo.Kind.NOISE)], new double[info.size(VariableInfo.Kind.OBSERVATION)],
        new double[episode.ends().size()]);
    List<double[]> c = java.stream().map(double[]::clone).toList();
    code.drawParams(given, standard.get(0), d, w, java.get(0));
    exported.call(name + "_draw_params", false, List.of(given, standard.get(0), d, exported.workspace(), c.get(0)));
    code.drawStart(standard.get(1), d, w, java.get(1));
    exported.call(name + "_draw_start", false, List.of(standard.get(1), d, exported.workspace(), c.get(1)));
    code.drawNoise(standard.get(2), d, w, java.get(2));
    exported.call(name + "_draw_noise", false, List.of(standard.get(2), d, exported.workspace(), c.get(2)));
    code.observe(x, 0, u, 0, d, w, java.get(3));
    exported.call(name + "_observe", false, List.of(x, u, d, exported.workspace(), c.get(3)));
    code.ends(x, 0, d, w, java.get(4));
    exported.call(name + "_ends", false, List.of(x, d, exported.workspace(), c.get(4)));
    for (int i = 0; i < java.size(); i++) {
      same(name, java.get(i), c.get(i));
    }
  }

  private static void same(String what, Map<Array, double[]> java, Map<Array, double[]> c) {
    new TreeSet<>(java.keySet()).forEach(array -> same(what + " " + array, java.get(array), c.get(array)));
  }

  /** To the bit, but one NaN is like another. */
  private static void same(String what, double[] java, double[] c) {
    for (int i = 0; i < java.length; i++) {
      int at = i;
      assertEquals(Double.doubleToLongBits(java[i]), Double.doubleToLongBits(c[i]),
          () -> what + "[" + at + "] is " + c[at] + ", not " + java[at]);
    }
  }
}
