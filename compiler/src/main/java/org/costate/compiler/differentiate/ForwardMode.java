/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.LuSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.ir.TableLookup;

/**
 * Forward differentiation: for every node a sparse row of its derivatives in the wanted symbols, from its operands' rows,
 *
 * <pre>  d v = sum over operands a of (dv/da) d a.</pre>
 *
 * <p>Results of calls are cuts: what is computed from a result y has one derivative in y, not one for every symbol that y depends on, and
 * where derivatives in the wanted symbols are asked for, the chain rule closes the cut once,
 *
 * <pre>  d v = (dv/dz) dz + (dv/dy) (dy/dz) dz.</pre>
 *
 * <p>Behind a linear solve, of which every result depends on everything, that takes a fraction of the operations. Rows are kept, so asking
 * for more roots costs only what is new. Depth of the graph costs no stack. Source: Griewank and Walther, Evaluating Derivatives, 2nd ed.,
 * sections 3.1 and 10.1 (elimination of vertices).
 */
final class ForwardMode {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final Terms terms;
  private final ChainRule chain;
  private final int width;
  /** By node; columns from {@link #width} on are cuts. */
  private final Map<Expr, SparseRow> rows = new HashMap<>();
  /** By cut, the derivatives in the wanted symbols. */
  private final List<SparseRow> cuts = new ArrayList<>();
  private final Map<Call, List<SparseRow>> calls = new HashMap<>();

  /** @param wanted column j of every row is the derivative in symbol j */
  ForwardMode(ExprBuilder builder, DerivedFunctions derived, List<Expr.Symbol> wanted) {
    this.builder = builder;
    this.derived = derived;
    this.terms = new Terms(builder);
    this.chain = new ChainRule(builder, terms);
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
    this.chain = new ChainRule(builder, terms);
    this.width = 1;
    direction.forEach((symbol, rate) -> {
      Expr change = terms.product(rate, builder.constant(1));
      rows.put(symbol, change == null ? SparseRow.EMPTY : SparseRow.of(0, change));
    });
  }

  /** The derivatives of {@code roots} in the wanted symbols. */
  List<SparseRow> rows(List<Expr> roots) {
    return closed(roots.stream().map(this::differentiate).toList());
  }

  SparseRow row(Expr root) {
    return rows(List.of(root)).getFirst();
  }

  private SparseRow differentiate(Expr root) {
    ArrayDeque<Expr> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Expr node = open.peek();
      if (rows.containsKey(node)) {
        open.pop();
        continue;
      }
      int before = open.size();
      for (Expr operand : missing(node)) {
        open.push(operand);
      }
      if (open.size() == before) {
        open.pop();
        rows.put(node, builder.fromOriginOf(node, () -> differentiated(node)));
      }
    }
    return rows.get(root);
  }

  /** The operands whose rows must come before. */
  private List<Expr> missing(Expr node) {
    return node instanceof Expr.Output output && calls.containsKey(output.call())
        ? List.of()
        : Flow.operands(node).stream().filter(operand -> !rows.containsKey(operand)).toList();
  }

  private SparseRow differentiated(Expr node) {
    if (node instanceof Expr.Output output) {
      return cut(calls.computeIfAbsent(output.call(), this::called).get(output.index()));
    }
    if (Flow.operands(node).stream().allMatch(operand -> rows.get(operand).isEmpty())) {
      return SparseRow.EMPTY;
    }
    var choice = Flow.choice(builder, node);
    if (choice.isPresent()) {
      return chosen(choice.get());
    }
    return switch (node) {
      case Expr.Apply apply -> elementary(apply);
      default -> SparseRow.EMPTY;
    };
  }

  /** A row of one column is as short as the cut would be. */
  private SparseRow cut(SparseRow row) {
    if (row.size() <= 1) {
      return row;
    }
    cuts.add(row);
    return SparseRow.of(width + cuts.size() - 1, builder.constant(1));
  }

  /** The same derivatives in the wanted symbols alone. */
  private List<SparseRow> closed(List<SparseRow> open) {
    if (open.stream().allMatch(row -> row.isEmpty() || row.column(row.size() - 1) < width)) {
      return open;
    }
    List<SparseRow> basis = new ArrayList<>();
    for (int j = 0; j < width; j++) {
      basis.add(SparseRow.of(j, builder.constant(1)));
    }
    basis.addAll(cuts);
    return chain.product(open, basis, width);
  }

  /** The rows of a call's arguments, in the wanted symbols. */
  private List<SparseRow> arguments(Call call) {
    return closed(call.arguments().stream().map(a -> rows.getOrDefault(a, SparseRow.EMPTY)).toList());
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

  /** Without cuts: a derivative of 0 in a result of the side that is not chosen, times that result's, which may be infinite, would be NaN. */
  private SparseRow chosen(Flow.Choice choice) {
    List<SparseRow> sides = closed(List.of(rows.get(choice.whenTrue()), rows.get(choice.whenFalse())));
    SparseRow whenTrue = sides.getFirst();
    SparseRow whenFalse = sides.getLast();
    Expr[] values = new Expr[width];
    for (int column : columns(sides)) {
      values[column] = terms.choose(choice.condition(), whenTrue.at(column), whenFalse.at(column));
    }
    return SparseRow.of(values);
  }

  /** The rows of all outputs in the wanted symbols. */
  private List<SparseRow> called(Call call) {
    List<Expr> flowing = Flow.operands(call);
    if (flowing.stream().allMatch(argument -> rows.get(argument).isEmpty())) {
      return Collections.nCopies(call.callee().outputCount(), SparseRow.EMPTY);
    }
    return switch (call.callee()) {
      case GraphFunction function -> called(call, function);
      case ImplicitSolve solve -> implied(call, solve);
      case LinearSolve solve -> solved(call, solve);
      case Factorization factors -> throw new IllegalStateException("the factors of a matrix have no derivative");
      case TableLookup lookup -> List.of(looked(call, lookup));
      case MatrixProduct product -> multiplied(call, product);
    };
  }

  /** The chain rule with the callee's own Jacobian, which is another call at the same arguments. */
  private List<SparseRow> called(Call call, GraphFunction function) {
    List<SparseRow> arguments = arguments(call);
    BitSet active = new BitSet();
    for (int i = 0; i < arguments.size(); i++) {
      active.set(i, !arguments.get(i).isEmpty());
    }
    List<SparseMatrix.Element> jacobian = derived.jacobian(function, active).at(call.arguments());
    return chain.product(rows(function.outputCount(), function.inputCount(), jacobian), arguments, width);
  }

  private static List<SparseRow> rows(int count, int columns, List<SparseMatrix.Element> elements) {
    Expr[][] rows = new Expr[count][columns];
    elements.forEach(e -> rows[e.row()][e.column()] = e.value());
    return Arrays.stream(rows).map(SparseRow::of).toList();
  }

  /** dC = dA B + A dB, column by column. */
  private List<SparseRow> multiplied(Call call, MatrixProduct product) {
    List<SparseRow> arguments = arguments(call);
    List<Expr> a = call.arguments().subList(0, product.rightAt());
    List<Expr> b = call.arguments().subList(product.rightAt(), product.inputCount());
    Expr[][] dc = new Expr[product.outputCount()][width];
    for (int column : columns(arguments)) {
      List<Expr> changes = arguments.stream().map(row -> terms.orZero(row.at(column))).toList();
      List<Expr> ofA = builder.call(product, joined(changes.subList(0, product.rightAt()), b));
      List<Expr> ofB = builder.call(product, joined(a, changes.subList(product.rightAt(), product.inputCount())));
      for (int i = 0; i < dc.length; i++) {
        dc[i][column] = builder.add(ofA.get(i), ofB.get(i));
      }
    }
    return Arrays.stream(dc).map(SparseRow::of).toList();
  }

  private static List<Expr> joined(List<Expr> a, List<Expr> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  /** The chain rule with the table's derivatives at the same place. */
  private SparseRow looked(Call call, TableLookup lookup) {
    List<SparseRow> arguments = arguments(call);
    Accumulator sum = new Accumulator();
    for (int i = 0; i < lookup.inputCount(); i++) {
      SparseRow argument = arguments.get(i);
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
    List<SparseRow> arguments = arguments(call);
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
    List<SparseRow> arguments = arguments(call);
    BitSet active = new BitSet();
    for (int i = n; i < arguments.size(); i++) {
      active.set(i, !arguments.get(i).isEmpty());
    }
    List<Expr> point = ImplicitFunction.solutionPoint(builder, solve, call.arguments());
    List<SparseMatrix.Element> jacobian = derived.jacobian(solve.residual(), active).at(point);
    List<SparseRow> residual = chain.product(rows(n, arguments.size(), jacobian), arguments, width);
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
    private final Expr[] values = new Expr[width + cuts.size()];

    void add(Expr factor, SparseRow row) {
      for (int i = 0; i < row.size(); i++) {
        add(row.column(i), terms.product(factor, row.value(i)));
      }
    }

    void add(int column, Expr value) {
      values[column] = terms.sum(values[column], value);
    }

    SparseRow row() {
      return SparseRow.of(values);
    }
  }
}
