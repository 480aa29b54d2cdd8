/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;

/**
 * What is to be computed: an entry or a function, once it is known where its inputs and results live.
 *
 * @param inputs where each symbol is read
 * @param writes each location at most once
 * @param returned what the method returns, if it returns a number
 */
record Routine(Map<Expr.Symbol, Location> inputs, List<Step.Write> writes, Optional<Expr> returned) {
  private static final Set<Entry.Kind> RETURNING = Collections.unmodifiableSet(
      EnumSet.of(Entry.Kind.STAGE, Entry.Kind.TERMINAL, Entry.Kind.HORIZON, Entry.Kind.TIME, Entry.Kind.WEIGHT,
          Entry.Kind.GUESS));

  Routine {
    inputs = Map.copyOf(inputs);
    writes = List.copyOf(writes);
  }

  /** An entry; the scalar L of the kinds that return it becomes {@link #returned}. */
  static Routine of(Entry entry) {
    boolean returns = RETURNING.contains(entry.kind());
    Map<Expr.Symbol, Location> inputs =
        entry.inputs()
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Location.InArray(e.getValue())));
    List<Step.Write> writes = new ArrayList<>();
    Optional<Expr> returned = Optional.empty();
    for (Entry.Result result : entry.results()) {
      if (returns && result.place().array() == Entry.Array.L) {
        returned = Optional.of(result.value());
      } else {
        writes.add(new Step.Write(new Location.InArray(result.place()), result.value()));
      }
    }
    return new Routine(inputs, writes, returned);
  }

  /** All that the routine computes, in the order in which it was asked for. */
  List<Expr> roots() {
    List<Expr> roots = new ArrayList<>(writes.stream().map(Step.Write::value).toList());
    returned.ifPresent(roots::add);
    return roots;
  }

  /**
   * The arrays that are completed in place: they hold inputs and get results, so all inputs must be taken out before the first result is
   * written.
   */
  Set<Entry.Array> completedInPlace() {
    Set<Entry.Array> read = arrays(inputs.values());
    read.retainAll(arrays(writes.stream().map(Step.Write::to).toList()));
    return read;
  }

  private static Set<Entry.Array> arrays(Iterable<Location> locations) {
    Set<Entry.Array> arrays = EnumSet.noneOf(Entry.Array.class);
    for (Location location : locations) {
      if (location instanceof Location.InArray in) {
        arrays.add(in.place().array());
      }
    }
    return arrays;
  }
}
