/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.Outlined;
import org.costate.compiler.ir.SparseMatrix;

/**
 * The derivative functions of called functions, each made once. A derived function takes the arguments of the original in their order, a
 * vector-Jacobian product then the adjoints of the seeded outputs; so calls at the same point can be fused into one.
 *
 * <p>The Jacobian of a vector-Jacobian product lambda' df/dz is df/dz for lambda, taken from the Jacobian function itself, and the Hessian
 * of lambda' f for z, of which one triangle is differentiated and the other is the same formulas.
 */
public final class DerivedFunctions {
  private final ExprBuilder builder;
  private final Dependence dependence = new Dependence();
  private final Map<JacobianKey, LocalJacobian> jacobians = new HashMap<>();
  private final Map<ProductKey, VectorJacobian> products = new HashMap<>();
  private final Map<GraphFunction, VectorJacobian> productOf = new HashMap<>();
  private final Map<GraphFunction, GraphFunction> origins = new HashMap<>();

  private record JacobianKey(GraphFunction function, BitSet active) {}

  private record ProductKey(GraphFunction function, BitSet active, BitSet seeded) {}

  public DerivedFunctions(ExprBuilder builder) {
    this.builder = builder;
  }

  /** The Jacobian of a called function. */
  interface LocalJacobian {
    /** Its structural non-zeros at {@code arguments}: (output, input, derivative). */
    List<SparseMatrix.Element> at(List<Expr> arguments);
  }

  /**
   * lambda' df/dz of a called function.
   *
   * @param of the function f
   * @param inputs the input of f that each of {@code formulas} belongs to
   * @param seeded the outputs of f with an adjoint
   * @param adjoints the symbols lambda, one for each seeded output
   */
  record VectorJacobian(
      GraphFunction of, BitSet inputs, BitSet seeded, List<Expr.Symbol> adjoints, List<Integer> columns,
      Outlined formulas) {
    /**
     * The adjoints of the inputs.
     *
     * @param adjoints of the seeded outputs
     */
    Map<Integer, Expr> at(List<Expr> arguments, List<Expr> adjoints) {
      List<Expr> all = new ArrayList<>(arguments);
      all.addAll(adjoints);
      List<Expr> values = formulas.at(all);
      Map<Integer, Expr> result = new TreeMap<>();
      for (int i = 0; i < columns.size(); i++) {
        result.put(columns.get(i), values.get(i));
      }
      return result;
    }
  }

  /** The function that {@code function} was derived from, through all generations; itself if it is not a derivative. */
  public GraphFunction origin(GraphFunction function) {
    return origins.getOrDefault(function, function);
  }

  Dependence dependence() {
    return dependence;
  }

  /** df/dz for the active inputs z. */
  LocalJacobian jacobian(GraphFunction function, BitSet active) {
    JacobianKey key = new JacobianKey(function, (BitSet) active.clone());
    LocalJacobian known = jacobians.get(key);
    if (known == null) {
      VectorJacobian product = productOf.get(function);
      known = product == null ? plain(function, key.active) : ofProduct(function, product, key.active);
      jacobians.put(key, known);
    }
    return known;
  }

  private LocalJacobian plain(GraphFunction function, BitSet active) {
    List<Integer> columns = active.stream().boxed().toList();
    ForwardMode forward =
        new ForwardMode(builder, this, columns.stream().map(function.inputs()::get).toList());
    List<SparseMatrix.Element> pattern = new ArrayList<>();
    List<SparseRow> rows = forward.rows(function.outputs());
    for (int i = 0; i < function.outputCount(); i++) {
      SparseRow row = rows.get(i);
      for (int j = 0; j < row.size(); j++) {
        pattern.add(new SparseMatrix.Element(i, columns.get(row.column(j)), row.value(j)));
      }
    }
    return outlined(function, "jacobian of ", pattern);
  }

  private LocalJacobian outlined(GraphFunction function, String what, List<SparseMatrix.Element> pattern) {
    List<Expr> formulas = pattern.stream().map(SparseMatrix.Element::value).toList();
    Outlined outlined = new Outlined(builder, what + function.name(), function.inputs(), formulas);
    origins.put(outlined.function(), origin(function));
    return arguments -> {
      List<Expr> values = outlined.at(arguments);
      List<SparseMatrix.Element> result = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        result.add(new SparseMatrix.Element(pattern.get(i).row(), pattern.get(i).column(), values.get(i)));
      }
      return result;
    };
  }

  private LocalJacobian ofProduct(GraphFunction function, VectorJacobian product, BitSet active) {
    int inputs = product.of.inputCount();
    LocalJacobian hessian = hessian(function, product, active.get(0, inputs));
    BitSet adjoints = active.get(inputs, function.inputCount());
    if (adjoints.isEmpty()) {
      return hessian;
    }
    LocalJacobian jacobian = jacobian(product.of, product.inputs);
    Map<Integer, Integer> adjointOf = new HashMap<>();
    product.seeded.stream().forEach(output -> adjointOf.put(output, adjointOf.size()));
    Map<Integer, Integer> outputOf = outputOf(function, product);
    return arguments -> {
      List<SparseMatrix.Element> result = new ArrayList<>(hessian.at(arguments));
      Set<Place> taken = new HashSet<>();
      for (SparseMatrix.Element entry : jacobian.at(arguments.subList(0, inputs))) {
        Integer adjoint = adjointOf.get(entry.row());
        Integer output = outputOf.get(entry.column());
        if (adjoint != null && output != null && adjoints.get(adjoint) && taken.add(new Place(output, adjoint))) {
          result.add(new SparseMatrix.Element(output, inputs + adjoint, entry.value()));
        }
      }
      return result;
    };
  }

  /** An entry of a derived function's Jacobian. Inputs of f with equal adjoints share an output, whose row must be there once. */
  private record Place(int output, int input) {}

  /** Which output of the product's function is the adjoint of an input of f; absent for the inputs whose adjoint needs no call. */
  private static Map<Integer, Integer> outputOf(GraphFunction function, VectorJacobian product) {
    Map<Integer, Integer> result = new HashMap<>();
    List<Expr> formulas = product.formulas.formulas();
    for (int i = 0; i < formulas.size(); i++) {
      int output = function.outputs().indexOf(formulas.get(i));
      if (output >= 0) {
        result.put(product.columns.get(i), output);
      }
    }
    return result;
  }

  /** d2 (lambda' f) / dz dz: rows for the outputs of the product's function, columns for the active inputs z. */
  private LocalJacobian hessian(GraphFunction function, VectorJacobian product, BitSet active) {
    List<Integer> columns = active.stream().boxed().toList();
    ForwardMode forward =
        new ForwardMode(builder, this, columns.stream().map(function.inputs()::get).toList());
    List<SparseMatrix.Element> pattern = new ArrayList<>();
    Set<Place> taken = new HashSet<>();
    Map<Integer, Integer> outputOf = outputOf(function, product);
    List<SparseRow> rows = forward.rows(function.outputs());
    for (int i : new TreeMap<>(outputOf).keySet()) {
      SparseRow row = rows.get(outputOf.get(i));
      for (int at = 0; at < row.size(); at++) {
        int j = columns.get(row.column(at));
        boolean mirrored = active.get(i) && outputOf.containsKey(j);
        if ((j <= i || !mirrored) && taken.add(new Place(outputOf.get(i), j))) {
          pattern.add(new SparseMatrix.Element(outputOf.get(i), j, row.value(at)));
        }
        if (j < i && mirrored && taken.add(new Place(outputOf.get(j), i))) {
          pattern.add(new SparseMatrix.Element(outputOf.get(j), i, row.value(at)));
        }
      }
    }
    return outlined(function, "jacobian of ", pattern);
  }

  /** lambda' df/dz for the active inputs z, where lambda is zero but for the seeded outputs. */
  VectorJacobian vectorJacobian(GraphFunction function, BitSet active, BitSet seeded) {
    ProductKey key = new ProductKey(function, (BitSet) active.clone(), (BitSet) seeded.clone());
    VectorJacobian known = products.get(key);
    if (known == null) {
      known = product(key);
      products.put(key, known);
    }
    return known;
  }

  private VectorJacobian product(ProductKey key) {
    GraphFunction function = key.function;
    List<Integer> inputs = key.active.stream().boxed().toList();
    List<Expr> outputs = new ArrayList<>();
    List<Expr.Symbol> adjoints = new ArrayList<>();
    key.seeded.stream()
        .forEach(
            i -> {
              outputs.add(function.outputs().get(i));
              adjoints.add(builder.symbol("lambda[" + (i + 1) + "]"));
            });
    SparseRow gradient =
        new ReverseMode(builder, this, inputs.stream().map(function.inputs()::get).toList())
            .gradient(outputs, List.copyOf(adjoints));
    List<Integer> columns = new ArrayList<>();
    List<Expr> formulas = new ArrayList<>();
    for (int i = 0; i < gradient.size(); i++) {
      columns.add(inputs.get(gradient.column(i)));
      formulas.add(gradient.value(i));
    }
    List<Expr.Symbol> symbols = new ArrayList<>(function.inputs());
    symbols.addAll(adjoints);
    Outlined outlined = new Outlined(builder, "adjoint of " + function.name(), symbols, formulas);
    VectorJacobian result = new VectorJacobian(function, key.active, key.seeded, adjoints, columns, outlined);
    origins.put(outlined.function(), origin(function));
    productOf.put(outlined.function(), result);
    return result;
  }
}
