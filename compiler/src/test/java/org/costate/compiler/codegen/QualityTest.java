/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ops.Op;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** What holds for generated classes beside their values. */
class QualityTest {
  @Test
  void theVerifierAcceptsThem() {
    for (int seed = 0; seed < 30; seed++) {
      Functions functions = new RandomFunctions(seed).compile(60 * seed);
      StringWriter complaints = new StringWriter();
      CheckClassAdapter.verify(new ClassReader(functions.bytes()), false, new PrintWriter(complaints));
      assertEquals("", complaints.toString(), "seed " + seed);
    }
  }

  @Test
  void theSameProgramGivesTheSameBytes() {
    for (int seed = 0; seed < 15; seed++) {
      byte[] first = new RandomFunctions(seed).compile(100 * seed).bytes();
      byte[] second = new RandomFunctions(seed).compile(100 * seed).bytes();
      assertArrayEquals(first, second, "seed " + seed);
    }
  }

  @Test
  void callsAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    RandomFunctions random = new RandomFunctions(7);
    Functions functions = random.compile(3000);
    double[] inputs = random.inputs(functions.inputCount());
    double[] results = new double[functions.at(inputs).length];
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        functions.at(inputs, results);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  @Test
  void aStackTraceShowsTheLineInTheSource() {
    Source source = new Source("examples/pendulum/pendulum.ctl", "one\ntwo\nthree\nfour\n");
    ExprBuilder builder = Functions.builder();
    Expr.Symbol a = builder.symbol("a");
    Expr.Symbol b = builder.symbol("b");
    builder.origin(new Span(source, source.lineStart(2), source.lineStart(2) + 1));
    Expr sine = builder.apply(Op.SIN, a);
    builder.origin(new Span(source, source.lineStart(4), source.lineStart(4) + 1));
    Expr root = builder.multiply(sine, b);
    Functions functions = Functions.compile(List.of(a, b), List.of(root), source, builder::originOf);

    assertEquals("pendulum.ctl:4", placeOfFailure(functions, 1));
    assertEquals("pendulum.ctl:2", placeOfFailure(functions, 0));
  }

  /** Where a function fails that gets too few inputs. */
  private static String placeOfFailure(Functions functions, int inputs) {
    ArrayIndexOutOfBoundsException failure =
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> functions.at(new double[inputs]));
    StackTraceElement top = failure.getStackTrace()[0];
    return top.getFileName() + ":" + top.getLineNumber();
  }

  @Test
  void theWorkspaceGrowsWithWhatIsAliveNotWithTheGraph() {
    ExprBuilder builder = Functions.builder();
    Expr.Symbol x = builder.symbol("x");
    Expr[] states = new Expr[10];
    Arrays.fill(states, x);
    for (int i = 0; i < 10_000; i++) {
      int j = i % states.length;
      states[j] = builder.add(builder.multiply(states[j], x), states[(j + 1) % states.length]);
    }
    Functions functions = Functions.compile(List.of(x), List.of(states));
    assertTrue(functions.workspaceSize() <= 3 * states.length, () -> "workspace " + functions.workspaceSize());
  }
}
