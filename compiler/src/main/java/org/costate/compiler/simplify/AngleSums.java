/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.simplify;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ops.Op;

/**
 * Sines and cosines of sums and differences of angles from those of the angles,
 *
 * <pre>
 * sin(a + b) = sin a cos b + cos a sin b      cos(a + b) = cos a cos b - sin a sin b
 * sin(a - b) = sin a cos b - cos a sin b      cos(a - b) = cos a cos b + sin a sin b
 * </pre>
 *
 * <p>where that leaves fewer angles: of n links in absolute angles n instead of n (n - 1) / 2 differences. A sine takes as long as some 40
 * products. The last bits of the values change, as much as the rounding of the angle changes them; so it is decided once for a problem, and
 * all its functions agree.
 */
public final class AngleSums {
  private AngleSums() {}

  /**
   * What to put in the place of sines and cosines.
   *
   * @param formulas of the problem, before derivatives are made: these bring the missing one of sine and cosine of each angle
   */
  public static Map<Expr, Expr> replacements(ExprBuilder builder, Collection<Expr> formulas) {
    Set<Expr> angles = new LinkedHashSet<>();
    for (Expr node : Graph.of(formulas).nodes()) {
      if (node instanceof Expr.Apply apply && (apply.op() == Op.SIN || apply.op() == Op.COS)) {
        angles.add(apply.a());
      }
    }
    Map<Expr, Expr> replacements = new HashMap<>();
    for (List<Expr.Apply> group : groups(angles)) {
      if (worthwhile(group, angles)) {
        group.forEach(sum -> replace(builder, sum, replacements));
      }
    }
    return replacements;
  }

  /** The sums among the angles, those that share an angle together, by ascending id. */
  private static List<List<Expr.Apply>> groups(Set<Expr> angles) {
    Map<Expr, Set<Expr.Apply>> of = new HashMap<>();
    for (Expr angle : angles) {
      if (angle instanceof Expr.Apply apply && isSum(apply)) {
        Set<Expr.Apply> joined = new HashSet<>(Set.of(apply));
        parts(apply).forEach(part -> joined.addAll(of.getOrDefault(part, Set.of())));
        joined.forEach(member -> parts(member).forEach(part -> of.put(part, joined)));
      }
    }
    return new LinkedHashSet<>(of.values()).stream()
        .map(group -> group.stream().sorted((p, q) -> Integer.compare(p.id(), q.id())).toList())
        .sorted((p, q) -> Integer.compare(p.getFirst().id(), q.getFirst().id()))
        .toList();
  }

  /** The angles that a sum is made of in the end. */
  private static Set<Expr> parts(Expr sum) {
    Set<Expr> parts = new LinkedHashSet<>();
    ArrayDeque<Expr> open = new ArrayDeque<>(List.of(sum));
    while (!open.isEmpty()) {
      Expr next = open.pop();
      if (next instanceof Expr.Apply apply && isSum(apply)) {
        open.addAll(apply.operands());
      } else {
        parts.add(next);
      }
    }
    return parts;
  }

  private static boolean isSum(Expr.Apply angle) {
    return (angle.op() == Op.ADD || angle.op() == Op.SUBTRACT)
        && !(angle.a() instanceof Expr.Constant)
        && !(angle.b() instanceof Expr.Constant);
  }

  /** Whether fewer angles come in than go. */
  private static boolean worthwhile(List<Expr.Apply> sums, Set<Expr> angles) {
    Set<Expr> parts = new HashSet<>();
    sums.forEach(sum -> parts.addAll(parts(sum)));
    parts.removeAll(angles);
    return parts.size() < sums.size();
  }

  private static void replace(ExprBuilder builder, Expr.Apply sum, Map<Expr, Expr> replacements) {
    Expr sine = builder.apply(Op.SIN, sum);
    Expr cosine = builder.apply(Op.COS, sum);
    for (Expr operand : sum.operands()) {
      if (operand instanceof Expr.Apply inner
          && isSum(inner)
          && !replacements.containsKey(builder.apply(Op.SIN, inner))) {
        replace(builder, inner, replacements);
      }
    }
    if (sum.op() == Op.SUBTRACT && sum.a() == sum.b()) {
      replacements.put(sine, builder.constant(0));
      replacements.put(cosine, builder.constant(1));
      return;
    }
    Expr sinA = of(builder.apply(Op.SIN, sum.a()), replacements);
    Expr cosA = of(builder.apply(Op.COS, sum.a()), replacements);
    Expr sinB = of(builder.apply(Op.SIN, sum.b()), replacements);
    Expr cosB = of(builder.apply(Op.COS, sum.b()), replacements);
    Expr mixed = builder.multiply(sinA, cosB);
    Expr mixedToo = builder.multiply(cosA, sinB);
    Expr cosines = builder.multiply(cosA, cosB);
    Expr sines = builder.multiply(sinA, sinB);
    boolean added = sum.op() == Op.ADD;
    replacements.put(sine, added ? builder.add(mixed, mixedToo) : builder.subtract(mixed, mixedToo));
    replacements.put(cosine, added ? builder.subtract(cosines, sines) : builder.add(cosines, sines));
  }

  private static Expr of(Expr node, Map<Expr, Expr> replacements) {
    return replacements.getOrDefault(node, node);
  }
}
