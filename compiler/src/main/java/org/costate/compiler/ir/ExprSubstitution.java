/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rebuilds formulas with some nodes replaced. Nodes are visited by ascending id, so depth costs no stack; what contains no replaced node
 * stays the same object; what is rebuilt keeps its place in the source. Calls keep their callee and get new arguments, unless a {@link CallRewriter} does otherwise.
 */
public final class ExprSubstitution {
  private final ExprBuilder builder;
  private final CallRewriter calls;
  /** Of nodes that change. */
  private final Map<Expr, Expr> images = new HashMap<>();

  private final Map<Call, List<Expr>> outputs = new HashMap<>();

  /** What becomes of a call. */
  public interface CallRewriter {
    /**
     * The new formulas for all outputs of {@code call}.
     *
     * @param arguments its arguments after the substitution
     */
    List<Expr> outputs(Call call, List<Expr> arguments);
  }

  /** @param replacements new formula of each replaced node, usually of symbols */
  public ExprSubstitution(ExprBuilder builder, Map<? extends Expr, Expr> replacements, CallRewriter calls) {
    this.builder = builder;
    this.calls = calls;
    images.putAll(replacements);
  }

  public ExprSubstitution(ExprBuilder builder, Map<? extends Expr, Expr> replacements) {
    this(builder, replacements, (call, arguments) -> builder.call(call.callee(), arguments));
  }

  /** A substitution of {@code symbols} by {@code values}, place by place. */
  public static ExprSubstitution of(ExprBuilder builder, List<Expr.Symbol> symbols, List<? extends Expr> values) {
    if (symbols.size() != values.size()) {
      throw new IllegalArgumentException(values.size() + " values for " + symbols.size() + " symbols");
    }
    Map<Expr, Expr> replacements = new HashMap<>();
    for (int i = 0; i < symbols.size(); i++) {
      replacements.put(symbols.get(i), values.get(i));
    }
    return new ExprSubstitution(builder, replacements);
  }

  public List<Expr> apply(Collection<? extends Expr> roots) {
    for (Expr node : Graph.of(roots).nodes()) {
      if (!images.containsKey(node) && (node instanceof Expr.Output || changes(node.operands()))) {
        Expr image = builder.fromOriginOf(node, () -> rebuilt(node));
        if (image != node) {
          images.put(node, image);
        }
      }
    }
    return images(List.copyOf(roots));
  }

  public Expr apply(Expr root) {
    return apply(List.of(root)).getFirst();
  }

  private Expr rebuilt(Expr node) {
    if (node instanceof Expr.Output output) {
      return outputs(output.call()).get(output.index());
    }
    List<Expr> operands = images(node.operands());
    return switch (node) {
      case Expr.Apply apply when operands.size() == 1 -> builder.apply(apply.op(), operands.getFirst());
      case Expr.Apply apply when operands.size() == 2 ->
        builder.apply(apply.op(), operands.getFirst(), operands.getLast());
      case Expr.Apply apply -> builder.multiplyAdd(operands.get(0), operands.get(1), operands.get(2));
      case Expr.Choose choose -> builder.choose(operands.get(0), operands.get(1), operands.get(2));
      case Expr.Constant _,Expr.Truth _,Expr.Symbol _ -> throw new IllegalStateException("nothing below it changes");
      case Expr.Output _ -> throw new IllegalStateException("outputs are rebuilt with their call");
    };
  }

  private boolean changes(List<Expr> nodes) {
    for (Expr node : nodes) {
      if (images.containsKey(node)) {
        return true;
      }
    }
    return false;
  }

  private List<Expr> images(List<Expr> nodes) {
    List<Expr> found = new ArrayList<>(nodes.size());
    for (Expr node : nodes) {
      found.add(images.getOrDefault(node, node));
    }
    return Collections.unmodifiableList(found);
  }

  private List<Expr> outputs(Call call) {
    List<Expr> known = outputs.get(call);
    if (known == null) {
      known = calls.outputs(call, images(call.arguments()));
      outputs.put(call, known);
    }
    return known;
  }
}
