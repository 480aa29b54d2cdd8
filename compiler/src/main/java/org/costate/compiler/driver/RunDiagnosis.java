/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.entries.ConstraintEntries;
import org.costate.compiler.entries.ProblemEntries;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.Interpreter;
import org.costate.compiler.ir.Interpreter.NotFinite;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ops.Op;
import org.costate.compiler.source.Span;
import org.costate.runtime.problem.GeneratedProblem;

/**
 * Explains a solve that met a number that is not finite: interprets the formulas at the point where it happened and names the first
 * sub-expression whose value is infinite or not a number although its operands are finite.
 */
public final class RunDiagnosis {
  private static final MathContext DIGITS = new MathContext(5);
  private static final int LONGEST_OPERAND = 40;
  private static final List<Entry.Kind> PENALTY = List.of(Entry.Kind.CONSTRAIN, Entry.Kind.WEIGHT);
  private static final List<Entry.Kind> PENALTY_DERIVATIVES = List.of(
      Entry.Kind.CONSTRAIN, Entry.Kind.WEIGHT, Entry.Kind.EXPAND_CONSTRAINTS, Entry.Kind.CURVATURE);
  private static final Set<Entry.Kind> DERIVATIVES = EnumSet.of(Entry.Kind.LINEARIZE, Entry.Kind.EXPAND,
      Entry.Kind.EXPAND_TERMINAL, Entry.Kind.EXPAND_CONSTRAINTS, Entry.Kind.CURVATURE);

  private final CompiledProblem problem;

  /** Made when first asked for, and once: they add to the problem's graph. */
  private List<Entry> entries = List.of();

  private List<ConstraintEntries.Group> groups = List.of();

  public RunDiagnosis(CompiledProblem problem) {
    this.problem = problem;
  }

  /** What a solver evaluates. Costs come with the constraints, of which methods and `soft` make penalties. */
  public enum Function {
    STEP(List.of(Entry.Kind.STEP), List.of()),
    STEP_JACOBIAN(List.of(Entry.Kind.STEP, Entry.Kind.LINEARIZE), List.of()),
    STAGE_COST(List.of(Entry.Kind.STAGE), PENALTY),
    STAGE_COST_DERIVATIVES(List.of(Entry.Kind.STAGE, Entry.Kind.EXPAND), PENALTY_DERIVATIVES),
    TERMINAL_COST(List.of(Entry.Kind.TERMINAL), PENALTY),
    TERMINAL_COST_DERIVATIVES(List.of(Entry.Kind.TERMINAL, Entry.Kind.EXPAND_TERMINAL), PENALTY_DERIVATIVES),
    CONSTRAINT(List.of(), List.of(Entry.Kind.CONSTRAIN)),
    CONSTRAINT_JACOBIAN(List.of(), List.of(Entry.Kind.CONSTRAIN, Entry.Kind.EXPAND_CONSTRAINTS)),
    CURVATURE(List.of(Entry.Kind.STEP, Entry.Kind.CURVATURE), PENALTY_DERIVATIVES),
    START(List.of(Entry.Kind.SETUP), List.of()),
    GUESS(List.of(Entry.Kind.GUESS), List.of());

    /** Of the problem's class, values before what is derived from them. */
    private final List<Entry.Kind> kinds;

    /** Of the constraints' classes, likewise. */
    private final List<Entry.Kind> ofConstraints;

    Function(List<Entry.Kind> kinds, List<Entry.Kind> ofConstraints) {
      this.kinds = kinds;
      this.ofConstraints = ofConstraints;
    }
  }

  /**
   * Where a solver was.
   *
   * @param step k of {@code steps}, each of {@code seconds}, 1 for a problem with {@code next}
   * @param iteration 0 for the rollout of the initial controls
   */
  public record Moment(Function function, double seconds, int step, int steps, int iteration) {
    double time() {
      return step * seconds;
    }
  }

  /**
   * The diagnostic R0902, or R0903 where equations are not solved. One thread at a time works on the problem's graph: solves that share a problem may all fail at once.
   *
   * @param x state [nx], {@code u} control [nu], not read at the end
   * @param d run-time data as {@link GeneratedProblem} lays it out
   * @return empty if every value of that function is finite at that point, or an argument already is not
   */
  public synchronized Optional<Diagnostic> explain(Moment moment, double[] x, double[] u, double[] d) {
    if (entries.isEmpty()) {
      // Nothing expanded: the formulas are then as near to the source as they can be.
      ProblemEntries made = new ProblemEntries(problem.builder(), problem.graph(), 0);
      entries = made.problem();
      groups = made.constraints();
    }
    int rows = groups.stream().mapToInt(group -> group.rows().size()).max().orElse(0);
    double[] lambda = new double[Math.max(x.length, rows)];
    Arrays.fill(lambda, 1);
    Map<Entry.Array, double[]> arrays =
        Map.of(Entry.Array.X, x, Entry.Array.U, u, Entry.Array.D, d, Entry.Array.LAMBDA, lambda);
    Stream<Entry> ofConstraints = groups.stream()
        .filter(group -> holds(group, moment, arrays))
        .flatMap(group -> of(group.entries(), moment.function().ofConstraints));
    return Stream.concat(of(entries, moment.function().kinds), ofConstraints)
        .flatMap(entry -> firstNotFinite(entry, arrays).map(found -> diagnostic(moment, entry.kind(), found)).stream())
        .findFirst();
  }

  private static Stream<Entry> of(List<Entry> entries, List<Entry.Kind> kinds) {
    return kinds.stream().flatMap(kind -> entries.stream().filter(entry -> entry.kind() == kind));
  }

  private Optional<NotFinite> firstNotFinite(Entry entry, Map<Entry.Array, double[]> arrays) {
    return Interpreter.firstNotFinite(problem.builder(), roots(entry), inputs(entry, arrays));
  }

  private static List<Expr> roots(Entry entry) {
    return entry.results().stream().map(Entry.Result::value).toList();
  }

  private static Map<Expr.Symbol, Double> inputs(Entry entry, Map<Entry.Array, double[]> arrays) {
    Map<Expr.Symbol, Double> inputs = new HashMap<>();
    entry.inputs().forEach((symbol, place) -> inputs.put(symbol, arrays.get(place.array())[place.index()]));
    return inputs;
  }

  private static boolean holds(ConstraintEntries.Group group, Moment moment, Map<Entry.Array, double[]> arrays) {
    return switch (group.moment()) {
      case STEPS -> moment.step() < moment.steps();
      case POINTS -> true;
      case INITIAL -> moment.step() == 0;
      case TERMINAL -> moment.step() == moment.steps();
      case AT -> {
        Entry time = of(group.entries(), List.of(Entry.Kind.TIME)).findFirst().orElseThrow();
        double at = Interpreter.evaluate(roots(time), inputs(time, arrays))[0];
        yield Math.rint(at / moment.seconds()) == moment.step();
      }
    };
  }

  /**
   * As {@link #explain}, for initial controls that are not finite.
   *
   * @param run the name of the {@code solve} block whose guess comes before the problem's
   * @param u the controls [nu]
   * @return empty also where the guess of a caller is to blame
   */
  public synchronized Optional<Diagnostic> explainGuess(
      Optional<String> run, Moment moment, double[] u, double[] d) {
    ProblemGraph graph = problem.graph();
    Optional<ProblemGraph.Run> block =
        graph.runs().stream().filter(r -> run.filter(r.name()::equals).isPresent()).findFirst();
    List<Expr> roots = new ArrayList<>();
    for (int i = 0; i < u.length; i++) {
      if (!Double.isFinite(u[i])) {
        int control = i;
        block.flatMap(r -> r.guess().controls().get(control))
            .or(() -> graph.guess().controls().get(control))
            .ifPresent(roots::add);
      }
    }
    Map<Expr.Symbol, Double> inputs = new HashMap<>();
    inputs.put(graph.t(), moment.time());
    List<Expr.Symbol> given = new ArrayList<>(graph.params());
    given.addAll(graph.signals());
    for (int i = 0; i < given.size(); i++) {
      inputs.put(given.get(i), d[GeneratedProblem.PARAMS_AT + i]);
    }
    return Interpreter.firstNotFinite(problem.builder(), roots, inputs)
        .map(found -> diagnostic(moment, Entry.Kind.GUESS, found));
  }

  /** @param met where it was found */
  private Diagnostic diagnostic(Moment moment, Entry.Kind met, NotFinite found) {
    if (found.node() instanceof Expr.Output output && output.call().callee() instanceof ImplicitSolve solve) {
      return unsolved(moment, found, solve);
    }
    Span place = found.origin().orElse(problem.place());
    String where = where(moment);
    List<String> operands = operands(found);
    Diagnostic.Builder report =
        Diagnostic.at(Code.R0902, place, fault(found))
            .label(operands.isEmpty() ? where : String.join(", ", operands) + " " + where);
    if (DERIVATIVES.contains(met)) {
      report.note("met in a derivative: the formula itself may be finite there");
    }
    return report.help(advice(found)).build();
  }

  private static String where(Moment moment) {
    String when = moment.iteration() == 0 ? "with the initial controls" : "iteration " + moment.iteration();
    return "at t = " + number(moment.time()) + ", step " + moment.step() + ", " + when;
  }

  /** R0903 at the equation that is the farthest from zero where the iteration gave up. */
  private Diagnostic unsolved(Moment moment, NotFinite found, ImplicitSolve solve) {
    double[] arguments = found.operands().stream().mapToDouble(v -> v).toArray();
    double[] remainder = Interpreter.remainder(solve, arguments);
    int worst = 0;
    for (int i = 1; i < remainder.length; i++) {
      if (Math.abs(remainder[i]) > Math.abs(remainder[worst])) {
        worst = i;
      }
    }
    Span place = problem.builder().originOf(solve.residual().outputs().get(worst)).orElse(problem.place());
    List<Expr.Symbol> unknowns = solve.residual().inputs().subList(0, solve.n());
    boolean algebraic = problem.graph().algebraic().z().containsAll(unknowns);
    String rule = "`" + problem.graph().integrator().rule().name().toLowerCase(Locale.ROOT) + "`";
    Diagnostic.Builder report = Diagnostic
        .at(Code.R0903, place, algebraic
            ? "the equations have no solution near the guess"
            : "the equations of this step of " + rule + " have no solution near its start")
        .label("its sides differ by " + number(Math.abs(remainder[worst])) + " " + where(moment));
    if (!algebraic) {
      return report
          .help("shorter steps, for example by `substeps`, or controls nearer to a solution; `using ip` with "
              + "`transcription = collocation` needs none before the end")
          .build();
    }
    String names = unknowns.stream().map(z -> "`" + z.name() + "`").collect(Collectors.joining(", "));
    return report.note("unknown: " + names)
        .help("give it a guess nearer to a solution, `algebraic z = ...;`, or keep the states where there is one")
        .build();
  }

  /** The operands' values, each with its name or text where it has a short one. */
  private List<String> operands(NotFinite found) {
    List<String> texts = new ArrayList<>();
    if (!(found.node() instanceof Expr.Apply)) {
      return texts;
    }
    for (int i = 0; i < found.operands().size(); i++) {
      Expr operand = found.node().operands().get(i);
      Optional<String> name = operand instanceof Expr.Symbol symbol
          ? Optional.of(symbol.name())
          : problem.builder().originOf(operand).map(Span::text).filter(RunDiagnosis::isShort);
      if (name.isPresent() && !(operand instanceof Expr.Constant)) {
        texts.add(name.get() + " = " + number(found.operands().get(i)));
      }
    }
    return texts;
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST_OPERAND && text.indexOf('\n') < 0;
  }

  private static String fault(NotFinite found) {
    if (!(found.node() instanceof Expr.Apply apply)) {
      return "this linear system has no unique solution";
    }
    Op op = apply.op();
    double a = found.operands().getFirst();
    double b = found.operands().getLast();
    String name = "`" + op.symbol() + "`";
    return switch (op) {
      case DIVIDE, MOD -> b == 0 ? "division by zero" : name + " overflows";
      case SQRT -> name + " of a negative number";
      case LOG, LOG10 -> name + (a == 0 ? " of zero" : " of a negative number");
      case LOG1P -> name + (a == -1 ? " of -1" : " of a number below -1");
      case ASIN, ACOS -> name + " of a number outside [-1, 1]";
      case POW -> {
        if (a < 0 && b != Math.rint(b)) {
          yield "`^` of a negative number with an exponent that is not whole";
        }
        yield a == 0 && b < 0 ? "`^` of zero with a negative exponent" : "`^` overflows";
      }
      default -> name + (Double.isNaN(found.value()) ? " has no value" : " overflows");
    };
  }

  private static String advice(NotFinite found) {
    if (!(found.node() instanceof Expr.Apply apply)) {
      return "the matrix is singular there: check its rows, or add a small multiple of the identity";
    }
    return switch (apply.op()) {
      case DIVIDE, MOD -> found.operands().getLast() == 0
          ? "keep the divisor away from zero, for example with a small constant added to its square"
          : runaway();
      case SQRT, LOG, LOG10, LOG1P, POW ->
        "keep its argument positive, for example `max(..., 1e-6)`, or start the solver from controls that do";
      case ASIN, ACOS -> "keep its argument inside, for example `min(max(..., -1), 1)`";
      default -> runaway();
    };
  }

  private static String runaway() {
    return "the trajectory runs away: try controls nearer to a solution, shorter steps, or limits on the controls";
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    boolean whole = rounded.scale() < 0 && rounded.precision() - rounded.scale() <= DIGITS.getPrecision();
    return whole ? rounded.toPlainString() : rounded.toString().replace("E", "e");
  }
}
