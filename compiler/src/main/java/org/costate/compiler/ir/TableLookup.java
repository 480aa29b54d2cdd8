/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.costate.runtime.interpolate.LookupTable;

/**
 * The value of a table, or a derivative of it: the derivative in an argument is the same table with one order more. One output.
 *
 * @param table equal only to itself
 * @param arguments what the table calls its arguments, for printing
 * @param orders how often the table is differentiated in each argument
 */
public record TableLookup(String table, LookupTable points, List<String> arguments, List<Integer> orders)
    implements Callee {
  public TableLookup {
    Objects.requireNonNull(table);
    arguments = List.copyOf(arguments);
    orders = List.copyOf(orders);
    if (arguments.size() != points.arguments() || orders.size() != points.arguments()) {
      throw new IllegalArgumentException(table + " is a function of " + points.arguments() + " numbers");
    }
  }

  /** The value. */
  public static TableLookup value(String table, LookupTable points, List<String> arguments) {
    return new TableLookup(table, points, arguments, arguments.stream().map(a -> 0).toList());
  }

  /** The derivative in one argument; empty where it is zero everywhere. */
  public Optional<TableLookup> derivative(int argument) {
    if (orders.get(argument) == LookupTable.LAST_ORDER) {
      return Optional.empty();
    }
    List<Integer> raised = new java.util.ArrayList<>(orders);
    raised.set(argument, orders.get(argument) + 1);
    return Optional.of(new TableLookup(table, points, arguments, raised));
  }

  /** The value at numbers. */
  double at(double... numbers) {
    return points.arguments() == 1
        ? points.at(numbers[0], orders.get(0))
        : points.at(numbers[0], numbers[1], orders.get(0), orders.get(1));
  }

  /** {@code cd}, {@code cd'}, {@code cd''} of one argument; {@code lift}, {@code lift_mach}, {@code lift_alpha_mach} of two. */
  @Override
  public String name() {
    if (arguments.size() == 1) {
      return table + "'".repeat(orders.getFirst());
    }
    StringBuilder name = new StringBuilder(table);
    for (int i = 0; i < arguments.size(); i++) {
      name.append(("_" + arguments.get(i)).repeat(orders.get(i)));
    }
    return name.toString();
  }

  @Override
  public int inputCount() {
    return arguments.size();
  }

  @Override
  public int outputCount() {
    return 1;
  }
}
