/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.driver.CompilationResult;
import org.costate.compiler.driver.CompiledProblem;
import org.costate.compiler.driver.Compiler;
import org.costate.compiler.driver.CompilerOptions;
import org.costate.compiler.driver.Phase;
import org.costate.compiler.driver.UnknownConstantException;
import org.costate.compiler.golden.ProgramFiles;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;
import org.costate.runtime.problem.VariableInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModulesTest {
  private static final String TASK = """
      problem P for %s {
        horizon 1 steps 10;
        start x = 1, v = 0;
        minimize { running u^2; terminal x^2; }
      }
      """;
  private static final String SLIDER = """
      /// A mass on rails.
      model Slider {
        /// Its mass.
        param m = 2;
        const gain = 3;
        /// Where it is.
        state x;
        state v;
        control u;
        dynamics { der(x) = v; der(v) = gain*u/m; }
      }
      """;
  private static final String LIBRARY = """
      // ---- shapes/hill.ctl ----
      module shapes.hill;
      import shapes.base { square };
      const steepness = 2;
      /// The height at x.
      function height(x) = 1 - steepness*square(x);
      // ---- shapes/base.ctl ----
      function square(x) = x^2;
      """;

  private static CompilationResult compile(String text) {
    ProgramFiles files = ProgramFiles.of("main.ctl", text);
    return Compiler.compile(files.root(), files.options());
  }

  private static CompiledProblem clean(String text) {
    CompilationResult result = compile(text);
    assertEquals("", result.report());
    return result.problems().getFirst();
  }

  private static Set<Code> codes(CompilationResult result) {
    return result.diagnostics().stream().map(d -> d.code()).collect(Collectors.toSet());
  }

  private static String lowered(String text) {
    ProgramFiles files = ProgramFiles.of("main.ctl", text);
    return lowered(files.root(), files.options());
  }

  private static String lowered(Source root, CompilerOptions options) {
    List<String> prints = new ArrayList<>();
    CompilationResult result = Compiler.compile(root, options, (phase, print) -> {
      if (phase == Phase.LOWER) {
        prints.add(print.get());
      }
    });
    assertEquals("", result.report());
    return String.join("\n", prints);
  }

  private static String hills(String imports, String call) {
    return imports + """

        problem P {
          state x;
          control u;
          dynamics { der(x) = u - %s; }
          horizon 1 steps 10;
          start x = 1;
          minimize { running u^2; terminal x^2; }
        }
        """.formatted(call);
  }

  /** However a function is named, and in whatever file it stands, the formulas are the same. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "import shapes.hill; | shapes.hill.height(x)",
    "import shapes.hill as h; | h.height(x)",
    "import shapes.hill { height }; | height(x)",
    "import shapes.hill { steepness }; import shapes.base as b; | (1 - steepness*b.square(x))",
    "import shapes.base; import shapes.hill; | (1 - shapes.hill.steepness*shapes.base.square(x))",
  })
  void qualifiedNamesMeanWhatTheyStandFor(String imports, String call) {
    assertEquals(lowered(hills("", "(1 - 2*x^2)")), lowered(hills(imports, call) + LIBRARY));
  }

  /** Nothing of a file is needed before the rest of it is known. */
  @Test
  void aModuleMayImportWhatItsImporterImports() {
    Map<String, Integer> asked = new HashMap<>();
    ProgramFiles files =
        ProgramFiles.of("main.ctl", hills("import a; import b; import d;", "a.f(x) - b.f(x) - d.f(x)") + """
        // ---- a.ctl ----
        import d;
        function f(x) = d.f(x);
        // ---- b.ctl ----
        import d as other;
        function f(x) = 2*other.f(x);
        // ---- d.ctl ----
        function f(x) = x^2;
        """);
    SourceProvider counting = name -> {
      asked.merge(name, 1, Integer::sum);
      return files.find(name);
    };
    CompilationResult result = Compiler.compile(files.root(), CompilerOptions.DEFAULTS.withModules(counting));
    assertEquals("", result.report());
    assertEquals(Map.of("a", 1, "b", 1, "d", 1), asked);
  }

  @Test
  void aModelHasTheMembersOfTheModelThatItExtends() {
    CompiledProblem problem = clean("""
        import plants { Slider };
        model Sprung extends Slider {
          param k = 5;
          state w;
          let pull = -k*x;
          dynamics { der(w) = pull + m; }
        }
        problem P for Sprung {
          horizon 1 steps 10;
          start x = 1, v = 0, w = 0;
          minimize { running u^2; terminal pull^2; }
        }
        // ---- plants.ctl ----
        """ + SLIDER);
    List<String> names = problem.loaded().info().variables().stream().map(VariableInfo::name).toList();
    assertEquals(List.of("x", "v", "w", "u", "m", "k"), names);
    assertEquals(List.of("Slider", "Sprung"), problem.checked().models().stream().map(m -> m.name().text()).toList());
  }

  /** In whatever order they stand. */
  @Test
  void extendingGivesTheFormulasOfTheWholeModel() {
    String whole = """
        model Whole {
          param m = 2;
          state x;
          control u;
          param k = 5;
          state v;
          dynamics { der(x) = u - x; der(v) = u/m - k*x; }
        }
        """;
    String parts = """
        model B extends A {
          param k = 5;
          state v;
          dynamics { der(v) = u/m - k*x; }
        }
        model A {
          param m = 2;
          state x;
          control u;
          dynamics { der(x) = u - x; }
        }
        """;
    assertEquals(lowered(TASK.formatted("Whole") + whole), lowered(TASK.formatted("B") + parts));
  }

  @Test
  void docsAndNamesOfModulesReachTheArtefact() {
    CompiledProblem problem = clean("module tasks.slide;\nimport plants;\n" + TASK.formatted("plants.Slider")
        + "// ---- plants.ctl ----\n" + SLIDER);
    Map<String, String> docs = problem.loaded()
        .info()
        .variables()
        .stream()
        .collect(Collectors.toMap(VariableInfo::name, VariableInfo::doc));
    assertEquals(Map.of("m", "Its mass.", "x", "Where it is.", "v", "", "u", ""), docs);
    assertEquals("tasks.slide.P", problem.loaded().info().className());
  }

  @Test
  void aProblemOfAModuleIsSolvedHere() {
    CompiledProblem problem = clean("""
        import tasks;
        solve tasks.P as fast using ilqr { guess u = 0.5; expect final(x) <= 2; }
        // ---- tasks.ctl ----
        import plants as p;
        solve P using ddp { }
        """ + TASK.formatted("p.Slider") + "// ---- plants.ctl ----\n" + SLIDER);
    assertEquals("tasks.P", problem.loaded().info().className());
    assertEquals(List.of("fast"), problem.loaded().info().runs().stream().map(r -> r.name()).toList());
  }

  /** Runs in a module are for who compiles that module. */
  @Test
  void problemsOfModulesAreNotCompiledUnlessTheyAreSolvedHere() {
    CompilationResult result = compile("""
        import tasks { Other };
        """ + TASK.formatted("Other") + "// ---- tasks.ctl ----\nsolve P using ddp { }\n" + TASK.formatted("Other")
        + SLIDER.replace("Slider", "Other"));
    assertEquals("", result.report());
    assertEquals(1, result.problems().size());
  }

  @Test
  void theHashCoversAllFiles() {
    String program = "import plants;\n" + TASK.formatted("plants.Slider") + "// ---- plants.ctl ----\n";
    String hash = clean(program + SLIDER).loaded().info().sourceHash();
    assertEquals(hash, clean(program + SLIDER).loaded().info().sourceHash());
    assertNotEquals(hash, clean(program + SLIDER.replace("gain = 3", "gain = 4")).loaded().info().sourceHash());
  }

  @Test
  void constsOfModulesAreOverriddenByTheirFullNames() {
    ProgramFiles files = ProgramFiles.of("main.ctl",
        "import plants;\n" + TASK.formatted("plants.Slider") + "// ---- plants.ctl ----\n" + SLIDER);
    CompilerOptions options = new CompilerOptions(Map.of("plants.gain", 7.0)).withModules(files);
    String written = "import plants;\n" + TASK.formatted("plants.Slider") + "// ---- plants.ctl ----\n"
        + SLIDER.replace("gain = 3", "gain = 7");
    assertEquals(lowered(written), lowered(files.root(), options));
    CompilerOptions wrong = new CompilerOptions(Map.of("gain", 7.0)).withModules(files);
    UnknownConstantException e =
        assertThrows(UnknownConstantException.class, () -> Compiler.compile(files.root(), wrong));
    assertTrue(e.getMessage().contains("plants.gain"), e.getMessage());
  }

  @Test
  void unitsOfModulesAreImportedInBraces() {
    String program = """
        import nautical { knot };
        model Boat {
          coordinate x : m rate v;
          control u : N;
          param m : kg = 2;
          param w : knot = 3 [knot];
          lagrangian { kinetic = 0.5*m*v^2; potential = 0; force(x) = u + m*w/1 [s]; }
        }
        """;
    String units = "// ---- nautical.ctl ----\nunit knot = 0.514444 [m/s];\n";
    assertEquals("",
        compile(program + TASK.formatted("Boat").replace("u^2", "(u/1 [N])^2").replace("x^2", "(x/1 [m])^2") + units)
            .report());
  }

  @Test
  void aLibraryAloneIsChecked() {
    assertEquals("",
        compile("module lib.shapes;\n/// Twice.\nfunction twice(x) = 2*x;\nmodel M extends N { }\nmodel N { state x; "
            + "dynamics { der(x) = -x; } }\n").report());
    assertEquals(Set.of(Code.E0301), codes(compile("function wrong(v[3])[2] = v;\n")));
  }

  @Test
  void aThousandModulesAreRead() {
    assertEquals("", compile(chain(ModuleLoader.MAX_MODULES)).report());
    assertEquals(Set.of(Code.E0902), codes(compile(chain(ModuleLoader.MAX_MODULES + 1))));
  }

  private static String chain(int length) {
    String modules = IntStream.range(1, length)
        .mapToObj(i -> "// ---- m" + i + ".ctl ----\nimport m" + (i + 1)
            + " as n;\nfunction f(x) = x + n.c;\nconst c = " + i + ";\n")
        .collect(Collectors.joining());
    return hills("import m1 as n;", "n.f(x)") + modules + "// ---- m" + length + ".ctl ----\nconst c = 1;\n";
  }

  @Test
  void aLineOfModelsIsBounded() {
    assertEquals("", line(60).report());
    assertEquals(Set.of(Code.E0902), codes(line(100)));
    assertEquals(Set.of(Code.E0902), codes(line(3_000)));
  }

  private static CompilationResult line(int length) {
    String models = IntStream.rangeClosed(1, length)
        .mapToObj(i -> "model M" + i + " extends " + (i < length ? "M" + (i + 1) : "Slider") + " { }\n")
        .collect(Collectors.joining());
    return compile(TASK.formatted("M1") + models + SLIDER);
  }

  @Test
  void aNameWithManyPartsIsRead() {
    String name = "a" + ".b".repeat(200_000);
    CompilationResult result = Compiler.compile(new Source("main.ctl", hills("", name)), CompilerOptions.DEFAULTS);
    assertEquals(Set.of(Code.E0201), codes(result));
  }
}
