/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.codegen.GeneratedClass;
import org.costate.compiler.golden.Corpus;
import org.costate.compiler.golden.ProgramFiles;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.lower.Lowering;
import org.costate.compiler.simplify.Simplifier;
import org.costate.compiler.source.Source;
import org.junit.jupiter.api.Test;

/** What is made from formulas stays below what is foretold from them. */
class CodeBoundTest {
  private static final List<String> RULES = List.of("euler", "midpoint", "rk4", "rk4 substeps 5", "backward_euler",
      "gauss2", "radau", "radau substeps 2");

  private static CodeBound bound(CompiledProblem problem) {
    return DeepStack.call(() -> {
      ExprBuilder builder = new ExprBuilder(new Simplifier());
      return CodeBound.of(Lowering.lower(problem.checked(), problem.file(), builder), builder);
    });
  }

  /** Half of the bound at most, and five constants for an operation; beside what every problem has. */
  private static void check(CompiledProblem problem) {
    CodeBound bound = bound(problem);
    assertTrue(problem.builder().size() <= 500 + bound.nodes() / 2,
        () -> problem.name() + " has " + problem.builder().size() + " nodes, the bound is " + bound);
    List<GeneratedClass> classes = new ArrayList<>(problem.partClasses());
    classes.add(problem.problemClass());
    for (GeneratedClass made : classes) {
      int constants = ClassFile.of().parse(made.bytes()).constantPool().size();
      assertTrue(constants <= 200 + 5 * bound.formulas(),
          () -> made.name() + " has " + constants + " constants, the bound is " + bound);
    }
  }

  private static List<CompiledProblem> compiled(String text) {
    CompilationResult result = CompilerTest.compile(text);
    assertFalse(result.hasErrors(), result::report);
    return result.problems();
  }

  @Test
  void ofEveryProgramThatCompiles() {
    int programs = 0;
    for (String folder : List.of("corpus/good", "golden", "export", "format")) {
      for (Path file : Corpus.programs(folder)) {
        Source source = Corpus.source(file);
        ProgramFiles files = ProgramFiles.of(source.name(), source.text());
        for (CompiledProblem problem : Compiler.compile(files.root(), files.options()).problems()) {
          check(problem);
          programs++;
        }
      }
    }
    assertTrue(programs >= 20, "only " + programs + " programs");
  }

  @Test
  void ofEveryRule() {
    for (String rule : RULES) {
      compiled(CompilerTest.PENDULUM.replace("minimize", "integrator " + rule + "; minimize"))
          .forEach(CodeBoundTest::check);
    }
  }

  @Test
  void ofFunctionsThatCallFunctions() {
    String functions = IntStream.range(1, 12)
        .mapToObj(i -> "function f" + i + "(a) = f" + (i - 1) + "(a + 1)*f" + (i - 1) + "(a - 0." + i + ");")
        .collect(Collectors.joining("\n", "function f0(a) = sin(a);\n", "\n"));
    compiled(functions + CompilerTest.PENDULUM.replace("tau^2", "f8(theta)")).forEach(CodeBoundTest::check);
    compiled(functions + CompilerTest.PENDULUM.replace("sin(theta)", "f11(theta)")).forEach(CodeBoundTest::check);
  }

  @Test
  void smallProgramsFitAndLargeOnesDoNot() {
    assertTrue(bound(compiled(CompilerTest.PENDULUM).getFirst()).fits());
    String sum = "sum(sin((i + 0.5)*theta) for i in 1:5_000)";
    assertFalse(bound(compiled(CompilerTest.PENDULUM.replace("tau^2", sum)).getFirst()).fits());
  }

  /** The largest depth that formulas of a program that fits can have. */
  @Test
  void longChainsCompile() {
    String chain = IntStream.range(1, 3_900)
        .mapToObj(i -> "let a" + i + " = sin(a" + (i - 1) + ");")
        .collect(Collectors.joining("\n", "let a0 = theta;\n", "\n"));
    String text =
        CompilerTest.PENDULUM.replace("let g = 9.81;", "let g = 9.81;" + chain).replace("g/l*sin(theta)", "a3899");
    assertTrue(bound(compiled(text).getFirst()).formulas() < 8_000);
  }
}
