/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.costate.compiler.ops.Algebra;
import org.costate.compiler.ops.Op;
import org.costate.compiler.source.Span;

/**
 * Makes the nodes of one graph and shares equal ones (hash-consing), so common subexpressions exist once, between functions and their
 * derivatives too. Not thread-safe.
 *
 * <p>While {@link #origin} is set, new nodes remember it: the place in the source that asked for them first.
 * Without one, an output of a function comes from where its formula does.
 */
public final class ExprBuilder implements Algebra<Expr> {
  /** Enough for the largest models met; a graph beyond it would not compile in reasonable time. */
  public static final int DEFAULT_LIMIT = 4_000_000;

  private final NodeRewriter rewriter;
  private final int limit;
  private final Map<Object, Expr> nodes = new HashMap<>();
  private final Map<Object, Call> calls = new HashMap<>();
  /** By id. */
  private Span[] origins = new Span[1024];
  private Span origin;
  private int nextId;

  public ExprBuilder(NodeRewriter rewriter, int limit) {
    this.rewriter = Objects.requireNonNull(rewriter);
    this.limit = limit;
  }

  public ExprBuilder(NodeRewriter rewriter) {
    this(rewriter, DEFAULT_LIMIT);
  }

  private record ApplyKey(Op op, Expr a, Expr b, Expr c) {
    /** Spreads ids that are near each other. */
    @Override
    public int hashCode() {
      return op.ordinal()
          + 0x9E3779B1 * (Objects.hashCode(a) + 0x85EBCA77 * (Objects.hashCode(b) + 0xC2B2AE3D * Objects.hashCode(c)));
    }
  }

  private record ChooseKey(Expr condition, Expr whenTrue, Expr whenFalse) {}

  private record OutputKey(Call call, int index) {}

  private record CallKey(Callee callee, List<Expr> arguments) {}

  /** Sets the place that the following nodes come from, null for none; returns the one before, to be set back. */
  public Span origin(Span place) {
    Span before = origin;
    origin = place;
    return before;
  }

  /** Where the source first asked for {@code node}, if a place was known. */
  public Optional<Span> originOf(Expr node) {
    return Optional.ofNullable(origins[node.id()]);
  }

  /**
   * Performs {@code work} so that the nodes it makes come from where {@code node} comes from; if that is not known, from the present origin.
   */
  public <T> T fromOriginOf(Expr node, Supplier<T> work) {
    Span place = origins[node.id()];
    Span before = origin(place == null ? origin : place);
    try {
      return work.get();
    } finally {
      origin(before);
    }
  }

  private int newId() {
    if (nextId >= limit) {
      throw new GraphTooLargeException(limit);
    }
    if (nextId == origins.length) {
      origins = Arrays.copyOf(origins, 2 * nextId);
    }
    origins[nextId] = origin;
    return nextId++;
  }

  /** How many nodes were made. */
  public int size() {
    return nextId;
  }

  public Expr.Symbol symbol(String name) {
    return new Expr.Symbol(newId(), name);
  }

  /** All NaNs are one constant; 0.0 and -0.0 are two. */
  @Override
  public Expr constant(double value) {
    Object key = Double.doubleToLongBits(value);
    Expr found = nodes.get(key);
    if (found == null) {
      found = new Expr.Constant(newId(), value);
      nodes.put(key, found);
    }
    return found;
  }

  @Override
  public Expr truth(boolean value) {
    Expr found = nodes.get(value);
    if (found == null) {
      found = new Expr.Truth(newId(), value);
      nodes.put(value, found);
    }
    return found;
  }

  @Override
  public Expr apply(Op op, Expr a) {
    return apply(op, List.of(a), new ApplyKey(op, a, null, null));
  }

  @Override
  public Expr apply(Op op, Expr a, Expr b) {
    return apply(op, List.of(a, b), new ApplyKey(op, a, b, null));
  }

  /** a b + c, rounded once. */
  public Expr multiplyAdd(Expr a, Expr b, Expr c) {
    return apply(Op.MULTIPLY_ADD, List.of(a, b, c), new ApplyKey(Op.MULTIPLY_ADD, a, b, c));
  }

  private Expr apply(Op op, List<Expr> operands, ApplyKey key) {
    Expr found = nodes.get(key);
    if (found == null) {
      Optional<Expr> simpler = rewriter.apply(this, op, operands);
      found = simpler.isPresent() ? simpler.get() : new Expr.Apply(newId(), op, operands);
      nodes.put(key, found);
    }
    return found;
  }

  @Override
  public Expr choose(Expr condition, Expr whenTrue, Expr whenFalse) {
    ChooseKey key = new ChooseKey(condition, whenTrue, whenFalse);
    Expr found = nodes.get(key);
    if (found == null) {
      Optional<Expr> simpler = rewriter.choose(this, condition, whenTrue, whenFalse);
      found = simpler.isPresent() ? simpler.get() : new Expr.Choose(newId(), condition, whenTrue, whenFalse);
      nodes.put(key, found);
    }
    return found;
  }

  /** All outputs of {@code callee} at {@code arguments}. */
  public List<Expr> call(Callee callee, List<Expr> arguments) {
    Call call =
        calls.computeIfAbsent(
            new CallKey(callee, List.copyOf(arguments)), key -> new Call(calls.size(), callee, arguments));
    return java.util.stream.IntStream.range(0, callee.outputCount()).mapToObj(i -> output(call, i)).toList();
  }

  private Expr output(Call call, int index) {
    OutputKey key = new OutputKey(call, index);
    Expr found = nodes.get(key);
    if (found == null) {
      found = new Expr.Output(newId(), call, index);
      nodes.put(key, found);
      if (origin == null && call.callee() instanceof GraphFunction function) {
        origins[found.id()] = origins[function.outputs().get(index).id()];
      }
    }
    return found;
  }
}
