/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.lower.Lowering;
import org.junit.jupiter.api.Test;

/** Long, deep and hostile programs are lowered or refused, on the stack that the driver gives. */
class LargeProgramsTest {
  private static final long STACK = 512L << 20;

  private static String problem(String members, String rate) {
    return "problem P { state x; control u; " + members + " dynamics { der(x) = " + rate
        + "; } horizon 1 steps 10; start x = 0; minimize { running u^2; } }";
  }

  private static List<Code> codes(String text) throws Exception {
    FutureTask<List<Code>> task = new FutureTask<>(() -> {
      Diagnostics diagnostics = new Diagnostics();
      CheckedFile file = Programs.check(text, Map.of(), diagnostics);
      if (!diagnostics.hasErrors()) {
        file.problems().forEach(p -> Lowering.lower(p, file, new ExprBuilder(NodeRewriter.NONE)));
      }
      return diagnostics.sorted().stream().map(Diagnostic::code).distinct().toList();
    });
    Thread thread = new Thread(null, task, "compiler", STACK);
    thread.start();
    return task.get();
  }

  private static String chain(int count, java.util.function.IntFunction<String> part) {
    return IntStream.rangeClosed(1, count).mapToObj(part).collect(Collectors.joining("\n"));
  }

  @Test
  void aSumOfFiftyThousandTerms() throws Exception {
    assertEquals(List.of(), codes(problem("", "x" + " + u*x".repeat(50_000))));
  }

  @Test
  void aConjunctionOfTenThousandComparisons() throws Exception {
    assertEquals(List.of(), codes(problem("", "if x < u" + " and x < u".repeat(10_000) + " then u else x")));
  }

  @Test
  void tenThousandLetsInARow() throws Exception {
    String lets = "let a0 = x; " + chain(10_000, i -> "let a" + i + " = a" + (i - 1) + " + 1;");
    assertEquals(List.of(), codes(problem(lets, "a10000 + u")));
  }

  @Test
  void sixtyLetsThatNameTheOneBeforeTwice() throws Exception {
    String lets = "let a0 = x; " + chain(60, i -> "let a" + i + " = a" + (i - 1) + " + a" + (i - 1) + ";");
    assertEquals(List.of(), codes(problem(lets, "a60 + u")));
  }

  @Test
  void nestedLoopsAreRefused() throws Exception {
    String loops = "sum(".repeat(5) + "x" + chain(5, i -> " for i" + i + " in 1:1000)");
    assertEquals(List.of(Code.E0902), codes(problem("", loops)));
  }

  @Test
  void aConstThatDoublesItsWorkSixtyTimesIsRefused() throws Exception {
    String functions = "function f0(y) = y;\n"
        + chain(60, i -> "function f" + i + "(y) = f" + (i - 1) + "(y) + f" + (i - 1) + "(y + 1);");
    assertEquals(List.of(Code.E0902), codes(functions + "const c = f60(1);" + problem("", "c*x")));
  }

  @Test
  void manyLargeParamsAreRefused() throws Exception {
    assertEquals(List.of(Code.E0902), codes(problem(chain(2_000, i -> "param a" + i + "[300, 300] = 0;"), "u")));
  }

  @Test
  void nestedSizesAreLinearWork() throws Exception {
    String nested = "eye(sum(".repeat(100) + "1" + "))".repeat(100);
    assertEquals(List.of(), codes("const c = " + nested + ";" + problem("", "c[1, 1]*u")));
  }

  @Test
  void twentyThousandUnknownNamesAreCounted() throws Exception {
    assertEquals(List.of(Code.E0201), codes(problem("", chain(20_000, i -> "+ v" + i))));
  }
}
