/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.ir.TableLookup;

/**
 * Forward differentiation: for every node a sparse row of its derivatives in the wanted symbols, from its operands' rows,
 *
 * <pre>  d v = sum over operands a of (dv/da) d a.</pre>
 *
 * <p>Rows are kept, so asking for more roots costs only what is new. Depth of the graph costs no stack. Source: Griewank and Walther,
 * Evaluating Derivatives, 2nd ed., section 3.1.
 */
final class ForwardMode {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final Terms terms;
  private final int width;
  private final Map<Expr, SparseRow> rows = new HashMap<>();
  private final Map<Call, List<SparseRow>> calls = new HashMap<>();

  /** @param wanted column j of every row is the derivative in symbol j */
  ForwardMode(ExprBuilder builder, DerivedFunctions derived, List<Expr.Symbol> wanted) {
    this.builder = builder;
    this.derived = derived;
    this.terms = new Terms(builder);
    this.width = wanted.size();
    for (int j = 0; j < width; j++) {
      rows.put(wanted.get(j), SparseRow.of(j, builder.constant(1)));
    }
  }

  /** @param direction the only column of every row is the derivative along this: per symbol how fast it changes */
  ForwardMode(ExprBuilder builder, DerivedFunctions derived, Map<Expr.Symbol, Expr> direction) {
    this.builder = builder;
    this.derived = derived;
    this.terms = new Terms(builder);
    this.width = 1;
    direction.forEach((symbol, rate) -> {
      Expr change = terms.product(rate, builder.constant(1));
      rows.put(symbol, change == null ? SparseRow.EMPTY : SparseRow.of(0, change));
    });
  }

  SparseRow row(Expr root) {
    ArrayDeque<Expr> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Expr node = open.peek();
      if (rows.containsKey(node)) {
        open.pop();
        continue;
      }
      int before = open.size();
      for (Expr operand : Flow.operands(node)) {
        if (!rows.containsKey(operand)) {
          open.push(operand);
        }
      }
      if (open.size() == before) {
        open.pop();
        rows.put(node, builder.fromOriginOf(node, () -> differentiated(node)));
      }
    }
    return rows.get(root);
  }

  private SparseRow differentiated(Expr node) {
    if (Flow.operands(node).stream().allMatch(operand -> rows.get(operand).isEmpty())) {
      return SparseRow.EMPTY;
    }
    var choice = Flow.choice(builder, node);
    if (choice.isPresent()) {
      return chosen(choice.get());
    }
    return switch (node) {
      case Expr.Apply apply -> elementary(apply);
      case Expr.Output output -> calls.computeIfAbsent(output.call(), this::called).get(output.index());
      default -> SparseRow.EMPTY;
    };
  }

  private SparseRow elementary(Expr.Apply node) {
    Accumulator sum = new Accumulator();
    if (node.operands().size() == 2 && node.a() == node.b()) {
      sum.add(Partials.ofSquare(builder, node), rows.get(node.a()));
      return sum.row();
    }
    for (int i = 0; i < node.operands().size(); i++) {
      SparseRow operand = rows.get(node.operands().get(i));
      if (!operand.isEmpty()) {
        sum.add(Partials.of(builder, node, i), operand);
      }
    }
    return sum.row();
  }

  private SparseRow chosen(Flow.Choice choice) {
    SparseRow whenTrue = rows.get(choice.whenTrue());
    SparseRow whenFalse = rows.get(choice.whenFalse());
    Expr[] values = new Expr[width];
    for (int column : columns(List.of(whenTrue, whenFalse))) {
      values[column] = terms.choose(choice.condition(), whenTrue.at(column), whenFalse.at(column));
    }
    return SparseRow.of(values);
  }

  private List<SparseRow> called(Call call) {
    return switch (call.callee()) {
      case GraphFunction function -> called(call, function);
      case ImplicitSolve solve -> implied(call, solve);
      case LinearSolve solve -> solved(call, solve);
      case Factorization factors -> throw new IllegalStateException("the factors of a matrix have no derivative");
      case TableLookup lookup -> List.of(looked(call, lookup));
    };
  }

  /** The chain rule with the callee's own Jacobian, which is another call at the same arguments. */
  private List<SparseRow> called(Call call, GraphFunction function) {
    List<SparseRow> arguments = call.arguments().stream().map(rows::get).toList();
    BitSet active = new BitSet();
    for (int i = 0; i < arguments.size(); i++) {
      active.set(i, !arguments.get(i).isEmpty());
    }
    List<Accumulator> sums = new ArrayList<>();
    for (int i = 0; i < function.outputCount(); i++) {
      sums.add(new Accumulator());
    }
    for (SparseMatrix.Element entry : derived.jacobian(function, active).at(call.arguments())) {
      sums.get(entry.row()).add(entry.value(), arguments.get(entry.column()));
    }
    return sums.stream().map(Accumulator::row).toList();
  }

  /** The chain rule with the table's derivatives at the same place. */
  private SparseRow looked(Call call, TableLookup lookup) {
    Accumulator sum = new Accumulator();
    for (int i = 0; i < lookup.inputCount(); i++) {
      SparseRow argument = rows.getOrDefault(call.arguments().get(i), SparseRow.EMPTY);
      Optional<TableLookup> slope = lookup.derivative(i);
      if (slope.isPresent() && !argument.isEmpty()) {
        sum.add(builder.call(slope.get(), call.arguments()).getFirst(), argument);
      }
    }
    return sum.row();
  }

  /** dx = A^-1 (db - dA x), column by column, with the factors of A that the value uses. */
  private List<SparseRow> solved(Call call, LinearSolve solve) {
    int n = solve.n();
    List<SparseRow> arguments = call.arguments().stream().map(a -> rows.getOrDefault(a, SparseRow.EMPTY)).toList();
    List<Expr> x = builder.call(solve, call.arguments());
    Expr[][] dx = new Expr[n][width];
    for (int column : columns(arguments.subList(solve.matrixAt(), solve.inputCount()))) {
      List<Expr> solveArguments = new ArrayList<>(call.arguments().subList(0, solve.rightSideAt()));
      for (int i = 0; i < n; i++) {
        Expr rest = arguments.get(solve.rightSideAt() + i).at(column);
        for (int j = 0; j < n; j++) {
          Expr product = terms.product(arguments.get(solve.elementAt(i, j)).at(column), x.get(j));
          rest = product == null ? rest : terms.sum(rest, builder.negate(product));
        }
        solveArguments.add(terms.orZero(rest));
      }
      List<Expr> solution = builder.call(solve, solveArguments);
      for (int i = 0; i < n; i++) {
        dx[i][column] = solution.get(i);
      }
    }
    List<SparseRow> result = new ArrayList<>();
    for (Expr[] values : dx) {
      result.add(SparseRow.of(values));
    }
    return result;
  }

  /** dy = -(dr/dy)^-1 (dr/dp) dp at the solution, column by column. */
  private List<SparseRow> implied(Call call, ImplicitSolve solve) {
    int n = solve.n();
    List<SparseRow> arguments = call.arguments().stream().map(a -> rows.getOrDefault(a, SparseRow.EMPTY)).toList();
    BitSet active = new BitSet();
    for (int i = n; i < arguments.size(); i++) {
      active.set(i, !arguments.get(i).isEmpty());
    }
    List<Expr> point = ImplicitFunction.solutionPoint(builder, solve, call.arguments());
    List<Accumulator> sums = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      sums.add(new Accumulator());
    }
    for (SparseMatrix.Element entry : derived.jacobian(solve.residual(), active).at(point)) {
      sums.get(entry.row()).add(entry.value(), arguments.get(entry.column()));
    }
    List<SparseRow> residual = sums.stream().map(Accumulator::row).toList();
    List<Expr> matrix = ImplicitFunction.matrix(builder, derived, solve, point);
    Expr[][] dy = new Expr[n][width];
    for (int column : columns(residual)) {
      List<Expr> solveArguments = new ArrayList<>(matrix);
      for (SparseRow row : residual) {
        solveArguments.add(terms.negative(row.at(column)));
      }
      List<Expr> solution = builder.call(new LuSolve(n, false), solveArguments);
      for (int i = 0; i < n; i++) {
        dy[i][column] = solution.get(i);
      }
    }
    return Arrays.stream(dy).map(SparseRow::of).toList();
  }

  private static TreeSet<Integer> columns(List<SparseRow> rows) {
    TreeSet<Integer> columns = new TreeSet<>();
    for (SparseRow row : rows) {
      for (int i = 0; i < row.size(); i++) {
        columns.add(row.column(i));
      }
    }
    return columns;
  }

  /** A row under construction: the sum of scaled rows. */
  private final class Accumulator {
    private final Expr[] values = new Expr[width];

    void add(Expr factor, SparseRow row) {
      for (int i = 0; i < row.size(); i++) {
        int column = row.column(i);
        values[column] = terms.sum(values[column], terms.product(factor, row.value(i)));
      }
    }

    SparseRow row() {
      return SparseRow.of(values);
    }
  }
}
