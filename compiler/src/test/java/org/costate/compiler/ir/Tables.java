/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Random;
import org.costate.runtime.interpolate.LookupTable;

/** Random tables with points in about [-1, 1]. */
public final class Tables {
  private Tables() {}

  /** The value of a new table of one or two arguments. */
  public static Expr lookup(ExprBuilder builder, Random random, List<Expr> arguments) {
    double[] x = grid(random);
    double[] y = grid(random);
    boolean one = arguments.size() == 1;
    LookupTable points = one
        ? LookupTable.of(x, values(random, x.length))
        : LookupTable.of(x, y, values(random, x.length * y.length));
    return builder.call(TableLookup.value("table", points, one ? List.of("a") : List.of("a", "b")), arguments)
        .getFirst();
  }

  private static double[] grid(Random random) {
    double[] grid = new double[2 + random.nextInt(5)];
    double at = -1;
    for (int i = 0; i < grid.length; i++) {
      grid[i] = at;
      at += 0.2 + 0.4 * random.nextDouble();
    }
    return grid;
  }

  private static double[] values(Random random, int count) {
    return random.doubles(count, -1, 1).toArray();
  }
}
