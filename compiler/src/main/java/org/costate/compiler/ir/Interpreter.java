/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.costate.compiler.source.Span;

/**
 * The reference interpreter: slow and obvious, the oracle for every rewrite, derivative and back end. Only what the roots need is
 * evaluated, and of a {@link Expr.Choose} only the chosen side. Truth values are 0 and 1. Depth of a graph costs no stack; nesting of calls
 * does, one level each.
 */
public final class Interpreter {
  private final Map<Expr, Double> values = new HashMap<>();
  private final Map<Call, double[]> calls = new HashMap<>();
  /** Where the first non-finite value is noted; null if nobody asks. */
  private final Search search;

  private Interpreter(Search search, Map<Expr.Symbol, Double> inputs) {
    this.search = search;
    values.putAll(inputs);
  }

  /**
   * A value that is NaN or infinite although everything it was computed from is finite.
   *
   * @param operands the values it was computed from
   * @param origin the place in the source that asked for the node first, if known
   */
  public record NotFinite(Expr node, double value, List<Double> operands, Optional<Span> origin) {
    public NotFinite {
      operands = List.copyOf(operands);
    }
  }

  private static final class Search {
    private Expr node;
    private double value;
    private List<Double> operands;
  }

  /**
   * The values of {@code roots}, in their order.
   *
   * @param inputs a value for every symbol that the roots need
   */
  public static double[] evaluate(List<? extends Expr> roots, Map<Expr.Symbol, Double> inputs) {
    return new Interpreter(null, inputs).evaluate(roots);
  }

  /** The outputs of {@code callee} at {@code arguments}. */
  public static double[] evaluate(Callee callee, double... arguments) {
    return evaluate(callee, arguments, null);
  }

  /**
   * Runs an entry: reads its inputs from the arrays, computes all results, then writes them.
   *
   * @param arrays one for every array that the entry names, long enough; those of the results are modified
   */
  public static void run(Entry entry, Map<Entry.Array, double[]> arrays) {
    Map<Expr.Symbol, Double> inputs = new HashMap<>();
    entry.inputs().forEach((symbol, place) -> inputs.put(symbol, arrays.get(place.array())[place.index()]));
    double[] results = evaluate(entry.results().stream().map(Entry.Result::value).toList(), inputs);
    for (int i = 0; i < results.length; i++) {
      Entry.Place place = entry.results().get(i).place();
      arrays.get(place.array())[place.index()] = results[i];
    }
  }

  /**
   * The first node, in order of evaluation and inside calls too, where a NaN or an infinity arises; empty if none does, or if an input or a
   * constant already is one.
   *
   * @param builder which made the nodes: it knows where they come from
   */
  public static Optional<NotFinite> firstNotFinite(
      ExprBuilder builder, List<? extends Expr> roots, Map<Expr.Symbol, Double> inputs) {
    Search search = new Search();
    new Interpreter(search, inputs).evaluate(roots);
    return search.node == null
        ? Optional.empty()
        : Optional.of(new NotFinite(search.node, search.value, search.operands, builder.originOf(search.node)));
  }

  private double[] evaluate(List<? extends Expr> roots) {
    roots.forEach(this::evaluate);
    return roots.stream().mapToDouble(root -> values.getOrDefault(root, Double.NaN)).toArray();
  }

  private void evaluate(Expr root) {
    ArrayDeque<Expr> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty() && !found()) {
      Expr node = open.peek();
      if (values.containsKey(node)) {
        open.pop();
        continue;
      }
      List<Expr> missing = needed(node).stream().filter(operand -> !values.containsKey(operand)).toList();
      if (missing.isEmpty()) {
        open.pop();
        values.put(node, value(node));
      } else {
        missing.reversed().forEach(open::push);
      }
    }
  }

  private boolean found() {
    return search != null && search.node != null;
  }

  /** What must be known before {@code node} can be computed; for a choose first the condition, then the side it picks. */
  private List<Expr> needed(Expr node) {
    if (node instanceof Expr.Output output && calls.containsKey(output.call())) {
      return List.of();
    }
    if (!(node instanceof Expr.Choose choose)) {
      return node.operands();
    }
    Double condition = values.get(choose.condition());
    return List.of(condition == null ? choose.condition() : side(choose, condition));
  }

  private static Expr side(Expr.Choose choose, double condition) {
    return condition != 0 ? choose.whenTrue() : choose.whenFalse();
  }

  private double value(Expr node) {
    return switch (node) {
      case Expr.Constant constant -> constant.value();
      case Expr.Truth truth -> truth.value() ? 1 : 0;
      case Expr.Symbol symbol -> throw new IllegalArgumentException("no value for `" + symbol + "`");
      case Expr.Choose choose -> values.get(side(choose, values.get(choose.condition())));
      case Expr.Apply apply ->
        watched(apply, apply.op().value(values.get(apply.a()), values.get(apply.b()), values.get(apply.c())));
      case Expr.Output output -> watched(output, outputs(output.call())[output.index()]);
    };
  }

  private double[] outputs(Call call) {
    double[] known = calls.get(call);
    if (known == null) {
      double[] arguments = call.arguments().stream().mapToDouble(values::get).toArray();
      known = evaluate(call.callee(), arguments, search);
      calls.put(call, known);
    }
    return known;
  }

  private static double[] evaluate(Callee callee, double[] arguments, Search search) {
    return switch (callee) {
      case GraphFunction function -> {
        Map<Expr.Symbol, Double> inputs = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
          inputs.put(function.inputs().get(i), arguments[i]);
        }
        yield new Interpreter(search, inputs).evaluate(function.outputs());
      }
      case ImplicitSolve solve -> {
        if (search != null) {
          // A residual that is not finite at the guess is found where it arises, not as a failed iteration.
          evaluate(solve.residual(), arguments, search);
        }
        yield newton(solve, arguments).solution();
      }
      case LuFactor factor -> TextbookLu.factor(factor.n(), arguments);
      case LdlFactor factor -> TextbookLdl.factor(factor.n(), arguments);
      case LinearSolve solve -> {
        double[] factors = Arrays.copyOf(arguments, solve.matrixAt());
        double[] b = Arrays.copyOfRange(arguments, solve.rightSideAt(), arguments.length);
        yield switch (solve) {
          case LuSolve lu -> lu.transposed()
              ? TextbookLu.solveTransposed(lu.n(), factors, b)
              : TextbookLu.solve(lu.n(), factors, b);
          case LdlSolve ldl -> TextbookLdl.solve(ldl.n(), factors, b);
          case SymmetricSolve symmetric -> {
            List<Double> lower = Arrays.stream(arguments, solve.matrixAt(), solve.rightSideAt()).boxed().toList();
            double[] matrix = symmetric.full(lower).stream().mapToDouble(Double::doubleValue).toArray();
            yield TextbookLdl.definite(solve.n(), factors)
                ? TextbookLdl.solve(solve.n(), factors, b)
                : TextbookLu.solve(solve.n(), TextbookLu.factor(solve.n(), matrix), b);
          }
        };
      }
      case MatrixProduct product -> product.at(arguments);
      case TableLookup lookup -> new double[] {lookup.at(arguments)};
    };
  }

  private static TextbookNewton newton(ImplicitSolve solve, double[] arguments) {
    double[] all = arguments.clone();
    return TextbookNewton.run(solve.n(), y -> {
      System.arraycopy(y, 0, all, 0, y.length);
      return evaluate(solve.system(), all, null);
    }, Arrays.copyOf(arguments, solve.n()));
  }

  /**
   * What the equations of {@code solve} are where its iteration ends: nearly zero if it found a solution.
   *
   * @param arguments the guess and the other inputs
   */
  public static double[] remainder(ImplicitSolve solve, double... arguments) {
    double[] all = arguments.clone();
    System.arraycopy(newton(solve, arguments).last(), 0, all, 0, solve.n());
    return evaluate(solve.residual(), all);
  }

  /** Notes {@code node} if a search is on and this is where its value stopped being finite. */
  private double watched(Expr node, double value) {
    if (search != null && search.node == null && !Double.isFinite(value)) {
      List<Double> operands = new ArrayList<>(node.operands().stream().map(values::get).toList());
      if (operands.stream().allMatch(Double::isFinite)) {
        search.node = node;
        search.value = value;
        search.operands = operands;
      }
    }
    return value;
  }
}
