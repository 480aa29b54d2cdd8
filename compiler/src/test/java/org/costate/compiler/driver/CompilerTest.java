/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.source.Source;
import org.costate.runtime.problem.ProblemInfo;
import org.junit.jupiter.api.Test;

class CompilerTest {
  static final String PENDULUM = """
      model Pendulum {
        param l = 1;
        state theta;
        state omega;
        control tau in [-3, 3];
        dynamics {
          let g = 9.81;
          der(theta) = omega;
          der(omega) = tau - g/l*sin(theta);
        }
      }
      problem SwingUp for Pendulum {
        const n = 10;
        horizon 2 steps n;
        start theta = 0, omega = 0;
        minimize { running effort: tau^2; terminal up: 1 + cos(theta); }
      }
      solve SwingUp as first using ilqr { iterations = 5; expect objective >= 0; }
      solve SwingUp as second using ddp {}
      """;

  static CompilationResult compile(String text) {
    return Compiler.compile(new Source("folder/pendulum.ctl", text), CompilerOptions.DEFAULTS);
  }

  private static CompilationResult check(String text) {
    return Compiler.check(new Source("folder/pendulum.ctl", text), CompilerOptions.DEFAULTS);
  }

  private static List<Code> codes(CompilationResult result) {
    return result.diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void aRightProgramBecomesAProblemWithItsRuns() {
    CompilationResult result = compile(PENDULUM);
    assertEquals(List.of(), result.diagnostics());
    CompiledProblem problem = result.problems().getFirst();
    ProblemInfo info = problem.loaded().info();
    assertEquals("SwingUp", info.name());
    assertEquals("pendulum.SwingUp", info.className());
    assertEquals("folder/pendulum.ctl", info.sourceName());
    assertEquals(64, info.sourceHash().length());
    assertEquals(10, info.steps());
    assertEquals(List.of("first", "second"), info.runs().stream().map(r -> r.name()).toList());
    assertEquals("objective >= 0", info.runs().getFirst().expectations().getFirst().text());
    assertEquals(18, info.runs().getFirst().line());
    assertEquals(2, problem.loaded().runs().size());
    assertEquals(info, ProblemInfo.decode(problem.loaded().code().info()), "the class tells the same about itself");
    assertEquals("SwingUp", problem.place().text());
  }

  @Test
  void theSameSourceGivesTheSameBytes() {
    for (int i = 0; i < 3; i++) {
      org.junit.jupiter.api.Assertions.assertArrayEquals(
          compile(PENDULUM).problems().getFirst().problemClass().bytes(),
          compile(PENDULUM).problems().getFirst().problemClass().bytes());
    }
  }

  @Test
  void optionsReplaceConstants() {
    CompilationResult result =
        Compiler.compile(new Source("p.ctl", PENDULUM), new CompilerOptions(Map.of("n", 25.0)));
    assertEquals(25, result.problems().getFirst().loaded().info().steps());
    UnknownConstantException unknown = assertThrows(UnknownConstantException.class,
        () -> Compiler.compile(new Source("p.ctl", PENDULUM), new CompilerOptions(Map.of("m", 25.0))));
    assertEquals("m", unknown.name());
    assertTrue(unknown.known().contains("n"), unknown.getMessage());
  }

  @Test
  void wrongProgramsHaveDiagnosticsAndNoProblems() {
    CompilationResult syntax = compile(PENDULUM.replace("param l = 1;", "param l = 1"));
    assertEquals(List.of(Code.E0101), codes(syntax));
    assertTrue(syntax.problems().isEmpty());
    CompilationResult names = compile(PENDULUM.replace("g/l", "h/l").replace("tau^2", "tua^2"));
    assertEquals(List.of(Code.E0201, Code.E0201), codes(names));
    assertTrue(names.problems().isEmpty());
  }

  @Test
  void checkingFindsWarningsOfLoweredFormulas() {
    String stiff = PENDULUM.replace("g/l*sin(theta)", "g/l*sin(theta) - 1e3*omega");
    assertEquals(List.of(Code.W0703), codes(check(stiff)));
    assertEquals(compile(stiff).report(), check(stiff).report());
    assertEquals(List.of(), check(PENDULUM).problems());
    assertThrows(UnknownConstantException.class,
        () -> Compiler.check(new Source("p.ctl", PENDULUM), new CompilerOptions(Map.of("m", 25.0))));
  }

  @Test
  void anEmptyFileHasNoProblemAndNoError() {
    assertEquals(new CompilationResult(List.of(), List.of(), 0), compile(""));
  }

  @Test
  void programsPastTheLimitsAreRefused() {
    String formula = "sum(sum(sin((i + 0.5)*theta + j) for j in 1:3000) for i in 1:3000)";
    String program = PENDULUM.replace("tau^2", formula);
    assertEquals(List.of(Code.E0902), codes(compile(program)));
    assertEquals(compile(program).report(), check(program).report());
  }

  @Test
  void aClassThatTheJvmCannotHoldIsRefused() {
    String program = PENDULUM.replace("tau^2", "sum(sin((i + 0.5)*theta) for i in 1:16_500)");
    CompilationResult result = compile(program);
    assertEquals(List.of(Code.E0902), codes(result));
    assertTrue(result.diagnostics().getFirst().message().contains("JVM"), result.toString());
    assertEquals(result.report(), check(program).report());
  }

  @Test
  void longSumsAndDeepTreesAreCompiledOrRefused() {
    for (String formula : List.of("x" + " + x*u".repeat(5_000), "(".repeat(400) + "x" + ")".repeat(400),
        "sin(".repeat(450) + "x" + ")".repeat(450))) {
      CompilationResult result = compile(PENDULUM.replace("tau^2", formula.replace("x", "theta").replace("u", "tau")));
      assertTrue(!result.hasErrors() || codes(result).equals(List.of(Code.E0902)), () -> codes(result).toString());
    }
  }

  @Test
  void everyPhaseCanBePrinted() {
    List<Phase> passed = new ArrayList<>();
    Compiler.compile(new Source("p.ctl", PENDULUM), CompilerOptions.DEFAULTS, (phase, print) -> {
      passed.add(phase);
      assertTrue(print.get().contains("SwingUp"), () -> phase + ": " + print.get());
    });
    assertEquals(List.of(Phase.values()), passed.stream().distinct().toList());
    assertEquals(Phase.LOWER, Phase.find("lower").orElseThrow());
    assertTrue(Phase.find("LOWER").isEmpty());
  }

  @Test
  void whatAListenerThrowsReachesTheCaller() {
    IllegalStateException e = assertThrows(IllegalStateException.class,
        () -> Compiler.compile(new Source("p.ctl", PENDULUM), CompilerOptions.DEFAULTS, (phase, print) -> {
          throw new IllegalStateException("stop");
        }));
    assertEquals("stop", e.getMessage());
  }

  @Test
  void anInterruptDoesNotHarmTheCompilation() {
    Thread.currentThread().interrupt();
    CompilationResult result = compile(PENDULUM);
    assertTrue(Thread.interrupted());
    assertFalse(result.hasErrors());
  }
}
