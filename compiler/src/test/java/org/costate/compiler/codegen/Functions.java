/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ir.Program;
import org.costate.compiler.lanes.LaneCompiler;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.runtime.lanes.LaneProgram;
import org.costate.runtime.problem.GeneratedClassLoader;
import org.costate.runtime.problem.GeneratedRun;

/** Some functions of some numbers, compiled as the expectations of a run: symbol i is fact i, root j is result j. */
final class Functions {
  static final Source NOWHERE = new Source("nowhere.ctl", "");

  private final List<Expr.Symbol> symbols;
  private final List<Expr> roots;
  private final GeneratedClass compiled;
  private final GeneratedRun run;
  private final double[] w;

  private Functions(List<Expr.Symbol> symbols, List<Expr> roots, GeneratedClass compiled) {
    this.symbols = symbols;
    this.roots = roots;
    this.compiled = compiled;
    this.run = new GeneratedClassLoader(Map.of(compiled.name(), compiled.bytes())).run(compiled.name());
    this.w = new double[run.workspaceSize()];
  }

  static ExprBuilder builder() {
    return new ExprBuilder(NodeRewriter.NONE);
  }

  static Functions compile(List<Expr.Symbol> symbols, List<Expr> roots) {
    return compile(symbols, roots, NOWHERE, node -> Optional.empty());
  }

  static Functions compile(
      List<Expr.Symbol> symbols,
      List<Expr> roots,
      Source source,
      java.util.function.Function<Expr, Optional<Span>> originOf) {
    return new Functions(symbols, roots, ClassGenerator.generate(program(symbols, roots), source, originOf));
  }

  static Program program(List<Expr.Symbol> symbols, List<Expr> roots) {
    Map<Expr.Symbol, Entry.Place> places = new HashMap<>();
    for (Expr.Symbol symbol : symbols) {
      places.put(symbol, new Entry.Place(Entry.Array.FACTS, places.size()));
    }
    List<Entry.Result> results = new ArrayList<>();
    for (Expr root : roots) {
      results.add(new Entry.Result(new Entry.Place(Entry.Array.RESULTS, results.size()), root));
    }
    List<Entry> entries = List.of(
        new Entry(Entry.Kind.GUESS, Map.of(), List.of()),
        new Entry(Entry.Kind.START, Map.of(), List.of()),
        new Entry(Entry.Kind.EXPECT, places, results));
    return new Program("test.Functions", Program.Base.RUN, entries, "");
  }

  /** The same functions for many cases: inputs are x, results next. */
  LaneProgram lanes() {
    return LaneCompiler.compile(symbols, roots);
  }

  double[] at(double... inputs) {
    double[] results = new double[roots.size()];
    run.expect(inputs, new double[0], w, results);
    return results;
  }

  void at(double[] inputs, double[] results) {
    run.expect(inputs, w, w, results);
  }

  double[] interpret(double... inputs) {
    Map<Expr.Symbol, Double> values = new HashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      values.put(symbols.get(i), inputs[i]);
    }
    return Interpreter.evaluate(roots, values);
  }

  byte[] bytes() {
    return compiled.bytes();
  }

  int inputCount() {
    return symbols.size();
  }

  int workspaceSize() {
    return w.length;
  }

  /** The size in bytes of the code of each method, as a reader of class files other than the generator's sees it. */
  static Map<String, Integer> codeSizes(byte[] classFile) {
    return ClassFile.of()
        .parse(classFile)
        .methods()
        .stream()
        .collect(Collectors.toMap(m -> m.methodName().stringValue(), Functions::codeSize));
  }

  private static int codeSize(MethodModel method) {
    return method.findAttribute(Attributes.code()).orElseThrow().codeLength();
  }
}
