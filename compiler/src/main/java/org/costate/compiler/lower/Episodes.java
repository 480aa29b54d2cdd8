/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.check.Analysis;
import org.costate.compiler.check.CheckedProblem;
import org.costate.compiler.check.Distribution;
import org.costate.compiler.check.Symbol;
import org.costate.compiler.ir.Episode;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.types.Tensor;
import org.costate.runtime.problem.EpisodeInfo.Family;
import org.costate.runtime.problem.VariableInfo.Kind;

/** What is drawn, seen and ended by: distributions become formulas of standard random numbers. */
final class Episodes {
  private final CheckedProblem problem;
  private final Analysis facts;
  private final Variables variables;
  private final ExprEvaluator now;
  private final ExprBuilder builder;

  Episodes(CheckedProblem problem, Analysis facts, Variables variables, ExprEvaluator now, ExprBuilder builder) {
    this.problem = problem;
    this.facts = facts;
    this.variables = variables;
    this.now = now;
    this.builder = builder;
  }

  Episode episode() {
    return new Episode(variables.noises(), params(), start(), disturbances(), observations(), ends());
  }

  private List<Episode.Draw> params() {
    List<Episode.Draw> draws = new ArrayList<>();
    for (Symbol.Variable param : variables.of(Kind.PARAM)) {
      facts.distribution(param)
          .ifPresent(d -> draw(d, param, elements(variables.offset(param), facts.shape(param).size()), draws));
    }
    return draws;
  }

  private List<Episode.Draw> start() {
    List<Episode.Draw> draws = new ArrayList<>();
    for (CheckedProblem.RandomStart start : problem.randomStart()) {
      int first = variables.offset(start.variable());
      List<Integer> elements = start.elements().elements().stream().map(i -> first + i).toList();
      draw(start.distribution(), start.variable(), elements, draws);
    }
    return draws;
  }

  private List<Episode.Draw> disturbances() {
    List<Episode.Draw> draws = new ArrayList<>();
    for (Symbol.Noise noise : variables.noise()) {
      draw(facts.distribution(noise).orElseThrow(), noise,
          elements(variables.offset(noise), facts.shape(noise).size()), draws);
    }
    return draws;
  }

  private static List<Integer> elements(int first, int count) {
    return IntStream.range(first, first + count).boxed().toList();
  }

  /** mean + std z or low + (high - low) z, with a z for each element. */
  private void draw(Distribution distribution, Symbol drawn, List<Integer> elements, List<Episode.Draw> draws) {
    Tensor<Expr> first = now.evaluate(distribution.arguments().getFirst());
    Tensor<Expr> second = now.evaluate(distribution.arguments().getLast());
    for (int i = 0; i < elements.size(); i++) {
      Expr.Symbol z = builder.symbol("standard " + drawn.name());
      draws.add(switch (distribution.family()) {
        case NORMAL -> new Episode.Draw(elements.get(i), Family.NORMAL, z, moved(first.at(i), second.at(i), z));
        case UNIFORM -> new Episode.Draw(elements.get(i), Family.UNIFORM, z,
            moved(first.at(i), builder.subtract(second.at(i), first.at(i)), z));
      });
    }
  }

  private Expr moved(Expr by, Expr stretched, Expr z) {
    return builder.add(by, builder.multiply(stretched, z));
  }

  private List<Expr> observations() {
    List<Expr> all = new ArrayList<>();
    for (Member.Observe observation : variables.observations()) {
      all.addAll(now.evaluate(observation.value()).filling(facts.shape(observation)).elements());
    }
    return all;
  }

  private List<Episode.End> ends() {
    List<Episode.End> ends = new ArrayList<>();
    for (Member member : problem.members()) {
      if (member instanceof Member.Terminate t) {
        String name = t.label().map(Name::text).orElse(t.condition().span().text());
        ends.add(new Episode.End(name, now.evaluate(t.condition()).value()));
      }
    }
    return ends;
  }
}
