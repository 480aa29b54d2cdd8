/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.ir.Call;
import org.costate.compiler.ir.Callee;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Factorization;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.ImplicitSolve;
import org.costate.compiler.ir.LinearSolve;
import org.costate.compiler.ir.MatrixProduct;
import org.costate.compiler.ir.Program;
import org.costate.compiler.ir.TableLookup;
import org.costate.compiler.ops.Op;

/**
 * Makes one operation of a product and the only sum that takes it: {@code a b + c -> fma(a, b, c)}, {@code c - a b -> fma(-a, b, c)}. The sum is
 * then rounded once, so values change in their last bits. Of the difference {@code a b - c} nothing is made: its second negation would
 * cost what the fusion saves. All routines are looked at before one is rewritten, so that a formula has the same bits in all of them. Run it last, as derivatives are taken of products and sums.
 */
public final class MultiplyAdds {
  private final ExprBuilder builder;
  private final Map<Expr, Integer> users = new HashMap<>();
  private final Map<Expr, Expr> images = new HashMap<>();
  private final Map<Call, List<Expr>> outputs = new HashMap<>();
  private final Map<GraphFunction, GraphFunction> bodies = new HashMap<>();

  /** @param roots all that will be asked for */
  public MultiplyAdds(ExprBuilder builder, Collection<Expr> roots) {
    this.builder = builder;
    ArrayDeque<Collection<Expr>> open = new ArrayDeque<>(List.of(roots));
    Set<Object> seen = new HashSet<>();
    while (!open.isEmpty()) {
      new HashSet<>(open.peek()).forEach(root -> users.merge(root, 1, Integer::sum));
      for (Expr node : Graph.of(open.pop()).nodes()) {
        if (node instanceof Expr.Output output) {
          output.call().callee().runs().filter(seen::add).ifPresent(function -> open.add(function.outputs()));
        }
        if (seen.add(node instanceof Expr.Output output ? output.call() : node)) {
          node.operands().forEach(operand -> users.merge(operand, 1, Integer::sum));
        }
      }
    }
  }

  /** For the entries of several programs. */
  public static MultiplyAdds of(ExprBuilder builder, List<Program> programs) {
    return new MultiplyAdds(builder, programs.stream()
        .flatMap(program -> program.entries().stream())
        .flatMap(entry -> entry.results().stream().map(Entry.Result::value))
        .toList());
  }

  /** The same program, with the functions that it calls. */
  public Program apply(Program program) {
    return new Program(
        program.className(), program.base(), program.entries().stream().map(this::apply).toList(), program.info());
  }

  private Entry apply(Entry entry) {
    List<Expr> values = apply(entry.results().stream().map(Entry.Result::value).toList());
    List<Entry.Result> results = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      results.add(new Entry.Result(entry.results().get(i).place(), values.get(i)));
    }
    return new Entry(entry.kind(), entry.inputs(), results);
  }

  /** The same formulas. */
  public List<Expr> apply(List<Expr> roots) {
    for (Expr node : Graph.of(roots).nodes()) {
      if (!images.containsKey(node)) {
        images.put(node, builder.fromOriginOf(node, () -> image(node)));
      }
    }
    return images(roots);
  }

  private List<Expr> outputs(Call call) {
    List<Expr> known = outputs.get(call);
    if (known == null) {
      known = builder.call(callee(call.callee()), images(call.arguments()));
      outputs.put(call, known);
    }
    return known;
  }

  private Callee callee(Callee callee) {
    return switch (callee) {
      case GraphFunction function -> body(function);
      case ImplicitSolve solve -> solve.with(body(solve.system()));
      case Factorization factors -> factors;
      case LinearSolve solve -> solve;
      case MatrixProduct product -> product;
      case TableLookup lookup -> lookup;
    };
  }

  private GraphFunction body(GraphFunction function) {
    GraphFunction known = bodies.get(function);
    if (known == null) {
      known = new GraphFunction(function.name(), function.inputs(), apply(function.outputs()));
      bodies.put(function, known);
    }
    return known;
  }

  private List<Expr> images(List<Expr> values) {
    return values.stream().map(images::get).toList();
  }

  private Expr image(Expr node) {
    return switch (node) {
      case Expr.Constant constant -> constant;
      case Expr.Truth truth -> truth;
      case Expr.Symbol symbol -> symbol;
      case Expr.Apply apply -> image(apply);
      case Expr.Choose choose -> builder.choose(
          images.get(choose.condition()), images.get(choose.whenTrue()), images.get(choose.whenFalse()));
      case Expr.Output output -> outputs(output.call()).get(output.index());
    };
  }

  private Expr image(Expr.Apply node) {
    Expr a = images.get(node.a());
    Expr b = images.get(node.b());
    if (node.op() == Op.ADD && product(node.b()) instanceof Expr.Apply p) {
      return builder.multiplyAdd(images.get(p.a()), images.get(p.b()), a);
    }
    if (node.op() == Op.ADD && product(node.a()) instanceof Expr.Apply p) {
      return builder.multiplyAdd(images.get(p.a()), images.get(p.b()), b);
    }
    if (node.op() == Op.SUBTRACT && product(node.b()) instanceof Expr.Apply p) {
      return less(a, images.get(p.a()), images.get(p.b()));
    }
    return switch (node.op().arity()) {
      case 1 -> builder.apply(node.op(), a);
      case 2 -> builder.apply(node.op(), a, b);
      default -> builder.multiplyAdd(a, b, images.get(node.c()));
    };
  }

  /** c - a b; the factor is negated for which that is free. */
  private Expr less(Expr c, Expr a, Expr b) {
    boolean second = b instanceof Expr.Constant || b instanceof Expr.Apply of && of.op() == Op.NEGATE;
    return second
        ? builder.multiplyAdd(a, builder.negate(b), c)
        : builder.multiplyAdd(builder.negate(a), b, c);
  }

  /** The node, if it is a product with one user, or null. */
  private Expr product(Expr node) {
    return node instanceof Expr.Apply apply && apply.op() == Op.MULTIPLY && users.get(node) == 1 ? node : null;
  }
}
