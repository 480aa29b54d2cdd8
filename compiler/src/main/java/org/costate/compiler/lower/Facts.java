/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.costate.compiler.check.Symbol.Word.Meaning;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;

/**
 * The symbols of what is known after a solve.
 *
 * @param words of {@link #WORDS}
 * @param initial the start state [nx]
 * @param last the final state [nx]
 */
record Facts(List<Expr.Symbol> words, List<Expr.Symbol> initial, List<Expr.Symbol> last) {
  static final List<Meaning> WORDS = List.of(Meaning.OBJECTIVE, Meaning.MAX_VIOLATION, Meaning.ITERATIONS);

  Facts(int nx, ExprBuilder builder) {
    this(WORDS.stream().map(w -> builder.symbol(w.word())).toList(), state("initial", nx, builder),
        state("final", nx, builder));
  }

  private static List<Expr.Symbol> state(String moment, int nx, ExprBuilder builder) {
    return IntStream.rangeClosed(1, nx).mapToObj(i -> builder.symbol(moment + "(x[" + i + "])")).toList();
  }

  /** All in the order in which the run time fills them in. */
  List<Expr.Symbol> all() {
    return new ArrayList<>(Stream.of(words, initial, last).flatMap(List::stream).toList());
  }
}
