/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.List;
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

  /** Of a training, which has one result: what an episode gives on average. */
  static final List<Meaning> TRAINED = List.of(Meaning.MEAN_RETURN);

  /** Symbols for the result of a training. */
  static Facts ofTraining(ExprBuilder builder) {
    return new Facts(TRAINED.stream().map(w -> builder.symbol(w.word())).toList(), List.of(), List.of());
  }

  /** Symbols for the results of a problem with the states {@code x}. */
  Facts(List<Expr.Symbol> x, ExprBuilder builder) {
    this(WORDS.stream().map(w -> builder.symbol(w.word())).toList(), state("initial", x, builder),
        state("final", x, builder));
  }

  private static List<Expr.Symbol> state(String moment, List<Expr.Symbol> x, ExprBuilder builder) {
    return x.stream().map(state -> builder.symbol(moment + "(" + state.name() + ")")).toList();
  }

  /** All in the order in which the run time fills them in. */
  List<Expr.Symbol> all() {
    return new ArrayList<>(Stream.of(words, initial, last).flatMap(List::stream).toList());
  }
}
