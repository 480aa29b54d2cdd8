/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.entries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.differentiate.DerivedFunctions;
import org.costate.compiler.differentiate.Hessian;
import org.costate.compiler.differentiate.Jacobian;
import org.costate.compiler.discretize.Discretizer;
import org.costate.compiler.discretize.FinalTime;
import org.costate.compiler.discretize.Step;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Entry.Array;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.Graph;
import org.costate.compiler.ir.ProblemGraph;
import org.costate.compiler.ir.SparseMatrix;
import org.costate.compiler.sparsity.Patterns;
import org.costate.compiler.tangent.TangentDerivatives;
import org.costate.runtime.problem.ConstraintGroup.Moment;
import org.costate.runtime.problem.ConstraintInfo;
import org.costate.runtime.problem.Sparsity;

/**
 * The functions of constraints, by moment: path constraints with controls, those without, initial ones, terminal ones, and each item of a
 * time, and each soft item, by itself. Algebraic variables are functions of x and u as in costs; derivatives are in directions.
 */
public final class ConstraintEntries {
  private final ExprBuilder builder;
  private final DerivedFunctions derived;
  private final ProblemGraph problem;
  private final Step step;
  private final TangentDerivatives tangent;
  private final List<Expr.Symbol> z;
  private final EntryMaker maker;
  private final List<ProblemGraph.Row> stages;

  /**
   * One class to generate.
   *
   * @param pattern structural non-zeros of (cx, cu), [rows x (ndx + nu)]
   * @param rows what each row is
   */
  public record Group(Moment moment, boolean soft, Sparsity pattern, List<ConstraintInfo> rows, List<Entry> entries) {
    public Group {
      rows = List.copyOf(rows);
      entries = List.copyOf(entries);
    }
  }

  /**
   * @param z the symbols of the state, design variables last, and the controls
   * @param stages equations of each step that the solver solves, over what generated code is given
   */
  ConstraintEntries(ExprBuilder builder, DerivedFunctions derived, ProblemGraph problem, Step step,
      TangentDerivatives tangent, List<Expr.Symbol> z, EntryMaker maker, List<ProblemGraph.Row> stages) {
    this.builder = builder;
    this.derived = derived;
    this.problem = problem;
    this.step = step;
    this.tangent = tangent;
    this.z = List.copyOf(z);
    this.maker = maker;
    this.stages = List.copyOf(stages);
  }

  /** Those of stages come first. */
  List<Group> groups() {
    List<ProblemGraph.Row> steps = new ArrayList<>();
    List<ProblemGraph.Row> points = new ArrayList<>();
    List<ProblemGraph.Row> initial = new ArrayList<>();
    List<ProblemGraph.Row> terminal = new ArrayList<>();
    List<Group> alone = new ArrayList<>();
    for (ProblemGraph.Constraint constraint : problem.constraints()) {
      List<ProblemGraph.Row> rows = onGrid(constraint.rows());
      if (constraint.weight().isPresent() || constraint.moment() == Moment.AT) {
        alone.add(group(constraint.moment(), constraint.time(), constraint.weight(), rows));
        continue;
      }
      for (ProblemGraph.Row row : rows) {
        boolean controlled = !Collections.disjoint(Graph.of(List.of(row.value())).symbols(), problem.u());
        switch (constraint.moment()) {
          case POINTS -> (controlled ? steps : points).add(row);
          case INITIAL -> initial.add(row);
          case TERMINAL -> terminal.add(row);
          case STEPS, AT -> throw new IllegalStateException(constraint.moment() + " is no moment of an item here");
        }
      }
    }
    List<Group> groups = new ArrayList<>();
    add(groups, Moment.STEPS, stages);
    add(groups, Moment.STEPS, steps);
    add(groups, Moment.POINTS, points);
    add(groups, Moment.INITIAL, initial);
    groups.addAll(alone);
    add(groups, Moment.TERMINAL, terminal);
    return groups;
  }

  private void add(List<Group> groups, Moment moment, List<ProblemGraph.Row> rows) {
    if (!rows.isEmpty()) {
      groups.add(group(moment, Optional.empty(), Optional.empty(), rows));
    }
  }

  /** The same over what generated code is given. */
  private List<ProblemGraph.Row> onGrid(List<ProblemGraph.Row> rows) {
    List<Expr> values = rows.stream().map(ProblemGraph.Row::value).toList();
    values = FinalTime.onGrid(builder, problem, step, Discretizer.solved(builder, derived, problem, values));
    List<ProblemGraph.Row> changed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      changed.add(new ProblemGraph.Row(values.get(i), rows.get(i).info()));
    }
    return changed;
  }

  private Group group(Moment moment, Optional<Expr> time, Optional<Expr> weight, List<ProblemGraph.Row> rows) {
    List<Expr> values = rows.stream().map(ProblemGraph.Row::value).toList();
    SparseMatrix jacobian = tangent.numbers(Jacobian.of(builder, derived, values, z));
    List<Expr.Symbol> y = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      y.add(builder.symbol("y[" + (i + 1) + "]"));
    }
    maker.place(y, Array.LAMBDA, 0);
    Hessian curvature = tangent.number(Hessian.of(builder, derived, values, List.copyOf(y), z));
    EntryMaker.Results constrain = maker.results();
    constrain.vector(Array.C, values);
    EntryMaker.Results expand = constrain.copy();
    expand.jacobian(jacobian, Array.CX, Array.CU);
    EntryMaker.Results curved = maker.results();
    curved.hessian(curvature.matrix(), Array.HXX, Array.HUX, Array.HUU);
    EntryMaker.Results when = maker.results();
    when.scalar(time);
    EntryMaker.Results weigh = maker.results();
    weigh.scalar(weight);
    return new Group(moment, weight.isPresent(), Patterns.of(jacobian),
        rows.stream().map(ProblemGraph.Row::info).toList(),
        List.of(constrain.entry(Entry.Kind.CONSTRAIN), expand.entry(Entry.Kind.EXPAND_CONSTRAINTS),
            curved.entry(Entry.Kind.CURVATURE), when.entry(Entry.Kind.TIME), weigh.entry(Entry.Kind.WEIGHT)));
  }
}
