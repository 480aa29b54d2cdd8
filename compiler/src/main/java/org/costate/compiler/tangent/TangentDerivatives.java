/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.tangent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.costate.compiler.differentiate.Hessian;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.SparseMatrix;

/**
 * From derivatives in coordinates z = (x, u) to derivatives in directions (dx, u). With E(x) = d retract(x, d) / dd and P(y) = d
 * difference(y, .) / d. at y, both the identity but for quaternions q, where E = G(q) / 2 and P = 2 G(q)' with {@link Quaternions#basis},
 *
 * <pre>
 * step      P(next) F_z E,  E the identity in u
 * numbers   c_z E
 * gradient  E' phi_z
 * Hessian   E' phi_zz E - 1/4 (phi_q . q) I  on the block of each quaternion
 * </pre>
 *
 * <p>The last term is the curvature of the retraction, q * [1 - d'd / 8, d / 2] to second order. Structural zeros stay; where no state is a
 * quaternion everything stays the same objects.
 */
public final class TangentDerivatives {
  private final ExprBuilder b;
  private final StateSpace space;
  private final List<? extends Expr> x;
  private final Quaternions quaternions;

  /** @param x the symbols of the state [nx] */
  public TangentDerivatives(ExprBuilder builder, StateSpace space, List<? extends Expr> x) {
    this.b = builder;
    this.space = space;
    this.x = List.copyOf(x);
    this.quaternions = new Quaternions(builder);
  }

  /**
   * The Jacobian of a step that ends with a projection.
   *
   * @param jacobian of the coordinates before the projection, [nx x (nx + nu)]
   * @param coordinates before the projection, {@code next} after it, both [nx]
   * @return [ndx x (ndx + nu)]
   */
  public SparseMatrix step(SparseMatrix jacobian, List<? extends Expr> coordinates, List<? extends Expr> next) {
    if (space.isFlat()) {
      return jacobian; // of wrapped angles too: wrapping has the slope 1
    }
    List<Map<Integer, Expr>> rows = columnsInDirections(rows(jacobian));
    List<Map<Integer, Expr>> result = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      List<Map<Integer, Expr>> own = rows.subList(part.at(), part.at() + part.size());
      switch (part.manifold()) {
        case LINEAR, ANGLE -> result.addAll(own);
        case QUATERNION -> {
          // The change of y / |y| along y is invisible to P, so P (y / |y|)_z = P y_z / |y|.
          Expr length = quaternions.length(coordinates.subList(part.at(), part.at() + 4));
          Expr scale = b.divide(b.constant(2), length);
          Expr[][] basis = quaternions.basis(next.subList(part.at(), part.at() + 4));
          for (int c = 0; c < 3; c++) {
            result.add(scaled(scale, combined(own, basis, c)));
          }
        }
      }
    }
    return matrix(result, columns(jacobian.columns()));
  }

  /** The Jacobian of plain numbers, [r x (nx + nu)] to [r x (ndx + nu)]. */
  public SparseMatrix numbers(SparseMatrix jacobian) {
    return space.isFlat() ? jacobian : matrix(columnsInDirections(rows(jacobian)), columns(jacobian.columns()));
  }

  /**
   * Gradient and Hessian of a number.
   *
   * @param derivatives in z, or in x alone
   */
  public Hessian number(Hessian derivatives) {
    if (space.isFlat()) {
      return derivatives;
    }
    Map<Integer, Expr> gradient = rows(derivatives.gradient()).getFirst();
    List<Map<Integer, Expr>> half = columnsInDirections(rows(derivatives.matrix()));
    List<Map<Integer, Expr>> rows = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      List<Map<Integer, Expr>> own = half.subList(part.at(), part.at() + part.size());
      switch (part.manifold()) {
        case LINEAR, ANGLE -> rows.addAll(own);
        case QUATERNION -> {
          Expr[][] basis = quaternions.basis(x.subList(part.at(), part.at() + 4));
          Expr bend = bend(gradient, part);
          for (int c = 0; c < 3; c++) {
            Map<Integer, Expr> row = scaled(b.constant(0.5), combined(own, basis, c));
            if (bend != null) {
              row.merge(part.direction() + c, bend, b::add);
            }
            rows.add(row);
          }
        }
      }
    }
    rows.addAll(half.subList(space.nx(), half.size()));
    int columns = columns(derivatives.matrix().columns());
    SparseMatrix tangent = matrix(columnsInDirections(List.of(gradient)), columns);
    return new Hessian(tangent, matrix(mirrored(rows), columns));
  }

  /**
   * The covector at the coordinates of {@code next} of the covector lambda of its directions: P(next)' lambda, [nx].
   */
  public List<Expr> covector(List<? extends Expr> next, List<? extends Expr> lambda) {
    List<Expr> coordinates = new ArrayList<>();
    for (StateSpace.Part part : space.parts()) {
      switch (part.manifold()) {
        case LINEAR, ANGLE -> coordinates.add(lambda.get(part.direction()));
        case QUATERNION -> {
          Expr[][] basis = quaternions.basis(next.subList(part.at(), part.at() + 4));
          for (Expr[] row : basis) {
            Expr sum = b.multiply(row[0], lambda.get(part.direction()));
            sum = b.add(sum, b.multiply(row[1], lambda.get(part.direction() + 1)));
            sum = b.add(sum, b.multiply(row[2], lambda.get(part.direction() + 2)));
            coordinates.add(b.multiply(b.constant(2), sum));
          }
        }
      }
    }
    return coordinates;
  }

  /** -1/4 phi_q . q, null for the structural zero. */
  private Expr bend(Map<Integer, Expr> gradient, StateSpace.Part part) {
    Expr sum = null;
    for (int r = part.at(); r < part.at() + part.size(); r++) {
      if (gradient.containsKey(r)) {
        Expr term = b.multiply(gradient.get(r), x.get(r));
        sum = sum == null ? term : b.add(sum, term);
      }
    }
    return sum == null ? null : b.multiply(b.constant(-0.25), sum);
  }

  /** Every row times E: coordinates of quaternions become directions, the columns after the state move up. */
  private List<Map<Integer, Expr>> columnsInDirections(List<Map<Integer, Expr>> rows) {
    List<Map<Integer, Expr>> result = new ArrayList<>();
    for (Map<Integer, Expr> row : rows) {
      Map<Integer, Expr> changed = new TreeMap<>();
      for (StateSpace.Part part : space.parts()) {
        switch (part.manifold()) {
          case LINEAR, ANGLE -> {
            if (row.containsKey(part.at())) {
              changed.put(part.direction(), row.get(part.at()));
            }
          }
          case QUATERNION -> {
            Expr[][] basis = quaternions.basis(x.subList(part.at(), part.at() + 4));
            for (int c = 0; c < 3; c++) {
              Expr sum = null;
              for (int r = 0; r < 4; r++) {
                Expr value = row.get(part.at() + r);
                if (value != null) {
                  Expr term = b.multiply(value, basis[r][c]);
                  sum = sum == null ? term : b.add(sum, term);
                }
              }
              if (sum != null) {
                changed.put(part.direction() + c, b.multiply(b.constant(0.5), sum));
              }
            }
          }
        }
      }
      row.forEach((column, value) -> {
        if (column >= space.nx()) {
          changed.put(columns(column), value);
        }
      });
      result.add(changed);
    }
    return result;
  }

  /** Where a column after the state moves to. */
  private int columns(int column) {
    return column - space.nx() + space.ndx();
  }

  /** Column c of the basis' transpose times four rows. */
  private Map<Integer, Expr> combined(List<Map<Integer, Expr>> rows, Expr[][] basis, int c) {
    Map<Integer, Expr> sum = new TreeMap<>();
    for (int r = 0; r < 4; r++) {
      Expr factor = basis[r][c];
      rows.get(r).forEach((column, value) -> sum.merge(column, b.multiply(factor, value), b::add));
    }
    return sum;
  }

  private Map<Integer, Expr> scaled(Expr factor, Map<Integer, Expr> row) {
    row.replaceAll((column, value) -> b.multiply(factor, value));
    return row;
  }

  /** The lower triangle, and the same formulas above it: symmetric to the bit. */
  private static List<Map<Integer, Expr>> mirrored(List<Map<Integer, Expr>> rows) {
    List<Map<Integer, Expr>> result = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      result.add(new TreeMap<>());
      for (Map.Entry<Integer, Expr> element : rows.get(i).entrySet()) {
        int j = element.getKey();
        if (j <= i) {
          result.get(i).put(j, element.getValue());
          result.get(j).put(i, element.getValue());
        }
      }
    }
    return result;
  }

  private static List<Map<Integer, Expr>> rows(SparseMatrix matrix) {
    List<Map<Integer, Expr>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.rows(); i++) {
      rows.add(new TreeMap<>());
    }
    matrix.elements().forEach(e -> rows.get(e.row()).put(e.column(), e.value()));
    return rows;
  }

  private static SparseMatrix matrix(List<Map<Integer, Expr>> rows, int columns) {
    List<SparseMatrix.Element> elements = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      rows.get(i).forEach((column, value) -> elements.add(new SparseMatrix.Element(row, column, value)));
    }
    return new SparseMatrix(rows.size(), columns, elements);
  }
}
