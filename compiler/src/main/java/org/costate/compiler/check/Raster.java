/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;

/** {@code raster(view, height, width, window = [x0, x1, y0, y1])}: the picture of the view as an observation. */
final class Raster {
  private Raster() {}

  static boolean is(Expression expression) {
    return expression.bare() instanceof Expression.Call call
        && call.callee().bare() instanceof Expression.Reference callee
        && callee.name().text().equals("raster");
  }

  /** The arguments behind the word {@code view}. */
  static List<Argument> sizes(Expression raster) {
    List<Argument> all = ((Expression.Call) raster.bare()).arguments();
    return all.isEmpty() ? all : all.subList(1, all.size());
  }

  /** What the picture shows, where it says. */
  static Optional<Expression> window(Expression raster) {
    List<Argument> sizes = sizes(raster);
    return sizes.size() > 2 ? Optional.of(sizes.get(2).value()) : Optional.empty();
  }
}
