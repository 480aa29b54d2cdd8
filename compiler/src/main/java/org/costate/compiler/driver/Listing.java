/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.lower.NamedFormulas;
import org.costate.compiler.parse.Lexeme;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.GeneratedProblem;
import org.costate.runtime.problem.VariableInfo;

/**
 * The file of a problem with what its words and names are: what a page or an editor shows beside them. Offsets count chars of {@link #text}.
 * One thread at a time may ask it, as it works on the problem's graph.
 */
public final class Listing {
  private final CompiledProblem problem;
  private final Source source;
  private final List<Meaning> meanings = new ArrayList<>();
  private final List<Mention> mentions = new ArrayList<>();
  private final Map<String, Expr> named = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** What is not a name and not a sign. */
  public enum Style {
    KEYWORD,
    COMMENT,
    NUMBER,
    TEXT
  }

  /** A piece of the file that looks different. */
  public record Mark(int start, int end, Style style) {}

  /** A name of the file; {@code meaning} is an index of {@link #meanings}. */
  public record Mention(int start, int end, int meaning) {}

  /**
   * What names stand for.
   *
   * @param kind as a user calls it: {@code state}, {@code let}
   * @param unit as written, {@code doc} the comment above the declaration; empty where there is none
   * @param variable of the problem; empty for everything else, and for what another problem or model declares
   * @param constant the elements of a const in its unit, SI units without one; empty for everything else
   * @param elements the names of its elements among {@link #named}; empty for what is no let or signal of the problem
   */
  public record Meaning(String name, String kind, String unit, String doc, Optional<VariableInfo> variable,
      List<Double> constant, List<String> elements) {
    public Meaning {
      constant = List.copyOf(constant);
      elements = List.copyOf(elements);
    }
  }

  public Listing(CompiledProblem problem) {
    this.problem = problem;
    source = problem.file().file().span().source();
    Map<Symbol, Tensor<Expr>> formulas = DeepStack.call(
        () -> NamedFormulas.lets(problem.checked(), problem.file(), problem.graph(), problem.builder()));
    Map<Symbol, Integer> places = new IdentityHashMap<>();
    List<Map.Entry<Span, Symbol>> names = new ArrayList<>();
    problem.file().analysis().bindings().forEach((name, symbol) -> {
      if (name.span().source() == source) {
        names.add(Map.entry(name.span(), symbol));
      }
    });
    names.sort(Comparator.comparingInt(n -> n.getKey().start()));
    int end = 0;
    for (Map.Entry<Span, Symbol> name : names) {
      Span span = name.getKey();
      // what the compiler writes itself stands where the source has something else
      if (span.start() >= end && span.text().equals(name.getValue().name())) {
        int place = places.computeIfAbsent(name.getValue(), symbol -> {
          meanings.add(meaning(symbol, Optional.ofNullable(formulas.get(symbol))));
          return meanings.size() - 1;
        });
        mentions.add(new Mention(span.start(), span.end(), place));
        end = span.end();
      }
    }
  }

  private Meaning meaning(Symbol symbol, Optional<Tensor<Expr>> formula) {
    Optional<VariableInfo> variable = problem.checked().variables().stream().anyMatch(v -> v == symbol)
        || symbol instanceof Symbol.Observation || symbol instanceof Symbol.Noise
            ? problem.graph()
                .variables()
                .stream()
                .filter(
                    v -> v.name().equals(symbol.name()) && symbol.place().filter(p -> p.line() == v.line()).isPresent())
                .findFirst()
            : Optional.empty();
    List<String> elements = List.of();
    if (formula.isPresent() && known(formula.get().elements())) {
      elements = name(symbol, formula.get().shape().dimensions(), formula.get().elements());
    } else if (variable.isPresent() && variable.get().kind() == VariableInfo.Kind.SIGNAL) {
      VariableInfo signal = variable.get();
      elements = name(symbol, signal.shape(),
          problem.graph().signals().subList(signal.offset(), signal.offset() + signal.size()));
    }
    return new Meaning(symbol.name(), symbol.kind(), variable.map(VariableInfo::unit).orElse(unit(symbol)),
        doc(symbol), variable, constant(symbol), elements);
  }

  /** Makes elements known by names of their own, also where two blocks have a let of the same name. */
  private List<String> name(Symbol symbol, List<Integer> shape, List<? extends Expr> formulas) {
    String name = taken.add(symbol.name()) ? symbol.name() : symbol.name() + "@" + meanings.size();
    List<String> elements = new VariableInfo(VariableInfo.Kind.STATE, name, shape, 0, "", "", 0).elementNames();
    for (int i = 0; i < elements.size(); i++) {
      named.put(elements.get(i), formulas.get(i));
    }
    return elements;
  }

  private List<Double> constant(Symbol symbol) {
    if (!(symbol instanceof Symbol.Constant constant)) {
      return List.of();
    }
    Analysis facts = problem.file().analysis();
    return facts.constants().kept(facts.constants().constant(constant), facts.unit(constant)).elements();
  }

  /** Whether a trajectory has all that formulas need. */
  private boolean known(List<Expr> formulas) {
    ProblemGraph graph = problem.graph();
    return Graph.of(formulas)
        .symbols()
        .stream()
        .noneMatch(s -> graph.algebraic().z().contains(s) || graph.episode().noise().contains(s));
  }

  private static String unit(Symbol symbol) {
    Optional<UnitExpression> unit = switch (symbol) {
      case Symbol.Variable s -> s.declaration().unit();
      case Symbol.Constant s -> s.declaration().unit();
      case Symbol.Let s -> s.declaration().unit();
      case Symbol.Noise s -> s.declaration().unit();
      case Symbol.Observation s -> s.declaration().unit();
      case Symbol.Function s -> s.declaration().unit();
      case Symbol.Table s -> s.declaration().unit();
      case Symbol.Parameter s -> s.declaration().unit();
      case Symbol.Loop _,Symbol.Container _,Symbol.Module _,Symbol.Policy _,Symbol.Layer _,Symbol.NetworkFunction _,Symbol.BuiltIn _,Symbol.Word _,Symbol.Unbuilt _ ->
        Optional.empty();
    };
    return unit.map(UnitExpression::text).orElse("");
  }

  private String doc(Symbol symbol) {
    Analysis facts = problem.file().analysis();
    return switch (symbol) {
      case Symbol.Variable s -> facts.doc(s.declaration().span());
      case Symbol.Constant s -> facts.doc(s.declaration().span());
      case Symbol.Let s -> facts.doc(s.declaration().span());
      case Symbol.Noise s -> facts.doc(s.declaration().span());
      case Symbol.Observation s -> facts.doc(s.declaration().span());
      case Symbol.Function s -> facts.doc(s.declaration().span());
      case Symbol.Table s -> facts.doc(s.declaration().span());
      case Symbol.Container s -> facts.doc(s.item().span());
      case Symbol.Policy s -> facts.doc(s.item().span());
      case Symbol.BuiltIn s -> s.function().doc();
      case Symbol.Parameter _,Symbol.Loop _,Symbol.Module _,Symbol.Layer _,Symbol.NetworkFunction _,Symbol.Word _,Symbol.Unbuilt _ ->
        "";
    };
  }

  public String text() {
    return source.text();
  }

  /** Keywords, comments, numbers and texts, in their order; a keyword that is a name where it stands is among {@link #mentions}, too. */
  public List<Mark> marks() {
    return Lexeme.all(source)
        .stream()
        .flatMap(l -> style(l.kind()).map(style -> new Mark(l.span().start(), l.span().end(), style)).stream())
        .toList();
  }

  private static Optional<Style> style(Lexeme.Kind kind) {
    return switch (kind) {
      case KEYWORD -> Optional.of(Style.KEYWORD);
      case COMMENT -> Optional.of(Style.COMMENT);
      case NUMBER -> Optional.of(Style.NUMBER);
      case TEXT -> Optional.of(Style.TEXT);
      case OTHER -> Optional.empty();
    };
  }

  /** In their order; no two overlap. */
  public List<Mention> mentions() {
    return List.copyOf(mentions);
  }

  public List<Meaning> meanings() {
    return List.copyOf(meanings);
  }

  /** The lets and signals that {@link #evaluate} knows, element by element. */
  public List<String> named() {
    return List.copyOf(named.keySet());
  }

  /** How much work {@link #evaluate} is: the nodes of the formulas. */
  public int size() {
    return Graph.of(List.copyOf(named.values())).nodes().size();
  }

  /**
   * The values of {@link #named} at a moment, in the units they are declared with.
   *
   * @param x states, then design variables, {@code u} controls, {@code d} run-time data as {@link GeneratedProblem} lays it out
   */
  public double[] evaluate(double time, double[] x, double[] u, double[] d) {
    ProblemGraph graph = problem.graph();
    Map<Expr.Symbol, Double> inputs = new HashMap<>();
    inputs.put(graph.t(), time);
    put(inputs, graph.x(), x, 0);
    put(inputs, graph.design(), x, graph.x().size());
    put(inputs, graph.u(), u, 0);
    put(inputs, graph.params(), d, GeneratedProblem.PARAMS_AT);
    put(inputs, graph.signals(), d, GeneratedProblem.PARAMS_AT + graph.params().size());
    return Interpreter.evaluate(List.copyOf(named.values()), inputs);
  }

  private static void put(Map<Expr.Symbol, Double> inputs, List<Expr.Symbol> symbols, double[] values, int from) {
    for (int i = 0; i < symbols.size(); i++) {
      inputs.put(symbols.get(i), values[from + i]);
    }
  }
}
