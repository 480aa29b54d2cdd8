/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.discretize.Discretizer;
import org.costate.compiler.discretize.Stability;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.ProblemGraph.Integrator.Rule;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.source.Span;
import org.costate.runtime.linalg.Modes;
import org.costate.runtime.linalg.SpectralBound;
import org.costate.runtime.problem.VariableInfo;

/**
 * Compares the steps of an explicit rule with the fastest mode of the dynamics (W0703), from the Jacobian of the rates at the start state
 * with default params and trim controls. A bound of the eigenvalues is enough for most problems; only where it is not, they are computed.
 */
final class StepLength {
  /** Rates change along a trajectory, so the advised steps keep three tenths away from the limit. */
  private static final double MARGIN = 1.3;

  private static final int MOST_SUBSTEPS = 200;
  private static final MathContext DIGITS = new MathContext(2);

  private final CheckedProblem checked;
  private final ProblemGraph graph;
  private final ExprBuilder builder;
  private final Map<Expr.Symbol, Double> values = new HashMap<>();

  private StepLength(CheckedProblem checked, ProblemGraph graph, ExprBuilder builder) {
    this.checked = checked;
    this.graph = graph;
    this.builder = builder;
  }

  /** The warning, if steps are too long. */
  static Optional<Diagnostic> check(CheckedProblem checked, ProblemGraph graph, ExprBuilder builder) {
    return graph.discrete() || !Stability.limited(graph.integrator().rule())
        ? Optional.empty()
        : new StepLength(checked, graph, builder).warning();
  }

  private Optional<Diagnostic> warning() {
    values.put(graph.t(), 0.0);
    bindDefaults();
    graph.episode().noise().forEach(noise -> values.put(noise, 0.0));
    bind(graph.design(), graph.setup().design());
    bind(graph.x(), graph.setup().start());
    bind(graph.u(), graph.setup().trim());
    Rule rule = graph.integrator().rule();
    double step = value(graph.horizon()) / graph.steps();
    double h = step / graph.integrator().substeps();
    int n = graph.x().size();
    double[] jacobian = jacobian(n);
    if (!(h * SpectralBound.of(jacobian, n) > Stability.always(rule))) {
      return Optional.empty();
    }
    return Modes.of(jacobian, n).flatMap(modes -> worst(modes, rule, h).map(k -> report(modes, k, rule, step, h)));
  }

  /** Params and signals; a default may use other params, and that of a signal the time. */
  private void bindDefaults() {
    int np = graph.params().size();
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int i = 0; i < graph.defaults().size(); i++) {
        Expr.Symbol symbol = i < np ? graph.params().get(i) : graph.signals().get(i - np);
        Expr formula = graph.defaults().get(i);
        if (!values.containsKey(symbol) && values.keySet().containsAll(Graph.of(List.of(formula)).symbols())) {
          values.put(symbol, value(formula));
          moved = true;
        }
      }
    }
  }

  private void bind(List<Expr.Symbol> symbols, List<Expr> formulas) {
    double[] numbers = Interpreter.evaluate(formulas, values);
    for (int i = 0; i < numbers.length; i++) {
      values.put(symbols.get(i), numbers[i]);
    }
  }

  private double value(Expr formula) {
    return Interpreter.evaluate(List.of(formula), values)[0];
  }

  private double[] jacobian(int n) {
    DerivedFunctions derived = new DerivedFunctions(builder);
    SparseMatrix formulas =
        Jacobian.of(builder, derived, Discretizer.rates(builder, derived, graph), graph.x());
    double[] numbers = Interpreter.evaluate(formulas.values(), values);
    double[] dense = new double[n * n];
    for (int i = 0; i < numbers.length; i++) {
      SparseMatrix.Element element = formulas.elements().get(i);
      dense[element.row() * n + element.column()] = numbers[i];
    }
    return dense;
  }

  /** The decaying mode whose steps are the longest multiple of what is stable, if that is more than one. */
  private static Optional<Integer> worst(Modes modes, Rule rule, double h) {
    int worst = -1;
    for (int k = 0; k < modes.count(); k++) {
      if (modes.re(k) < 0 && excess(modes, k, rule, h) > (worst < 0 ? 1 : excess(modes, worst, rule, h))) {
        worst = k;
      }
    }
    return worst < 0 ? Optional.empty() : Optional.of(worst);
  }

  private static double excess(Modes modes, int k, Rule rule, double h) {
    return h * modulus(modes, k) / Stability.limit(rule, modes.re(k), modes.im(k));
  }

  private static double modulus(Modes modes, int k) {
    return Math.hypot(modes.re(k), modes.im(k));
  }

  private Diagnostic report(Modes modes, int k, Rule rule, double step, double h) {
    String word = rule.name().toLowerCase(Locale.ROOT);
    double modulus = modulus(modes, k);
    double limit = Stability.limit(rule, modes.re(k), modes.im(k));
    int substeps = graph.integrator().substeps();
    String steps = substeps == 1 ? "steps" : "substeps";
    Diagnostic.Builder report = Diagnostic
        .at(Code.W0703, clause(Member.Horizon.class).orElse(checked.item().name().span()),
            steps + " of " + time(h) + " are too long for `" + word + "` here")
        .label(time(h) + " is " + digits(h * modulus) + " time constants; " + word + " is stable below "
            + cut(limit))
        .note("from the Jacobian at the start state with the default params");
    state(modes.leading(k))
        .ifPresent(place -> report.second(place, "fastest mode: time constant " + time(1 / modulus)));
    double enough = Math.ceil(MARGIN * step * modulus / limit);
    return report.help(enough > MOST_SUBSTEPS ? "use an implicit rule: `integrator radau;`"
        : "use an implicit rule, `integrator radau;`, or `integrator " + word + " substeps "
            + (int) enough + ";`")
        .build();
  }

  private Optional<Span> clause(Class<? extends Member> kind) {
    return checked.item().members().stream().filter(kind::isInstance).map(Member::span).findFirst();
  }

  /** Where the rate of a state coordinate is given, or else where its state is declared. */
  private Optional<Span> state(int index) {
    for (VariableInfo info : graph.variables()) {
      if (info.kind() == VariableInfo.Kind.STATE && index >= info.offset() && index < info.offset() + info.size()) {
        Optional<Symbol.Variable> state =
            checked.variables().stream().filter(v -> v.name().equals(info.name())).findFirst();
        return state.flatMap(s -> Optional.ofNullable(checked.motion().derivatives().get(s))
            .map(Statement.Derivative::value)
            .map(value -> value.span())
            .or(s::place));
      }
    }
    return Optional.empty();
  }

  /** A duration with the unit that makes it readable. */
  private static String time(double seconds) {
    double rounded = new BigDecimal(seconds).round(DIGITS).doubleValue();
    if (rounded >= 1) {
      return digits(rounded) + " s";
    }
    return rounded >= 1e-3 ? digits(rounded * 1e3) + " ms" : digits(rounded * 1e6) + " us";
  }

  /** Two digits after the point, rounded down. */
  private static String cut(double limit) {
    return new BigDecimal(limit + 1e-9).setScale(2, RoundingMode.DOWN).stripTrailingZeros().toPlainString();
  }

  /** Two digits. */
  private static String digits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    return rounded.abs().compareTo(new BigDecimal(1000000)) < 0
        ? rounded.toPlainString()
        : rounded.toString().replace("E+", "e");
  }
}
