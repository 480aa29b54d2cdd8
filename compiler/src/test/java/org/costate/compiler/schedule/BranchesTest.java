/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.costate.compiler.ir.Entry;
import org.costate.compiler.ir.Expr;
import org.costate.compiler.ir.ExprBuilder;
import org.costate.compiler.ir.GraphFunction;
import org.costate.compiler.ir.NodeRewriter;
import org.costate.compiler.ops.Op;
import org.junit.jupiter.api.Test;

/** Under which branches a plan computes what, printed as {@code op} for a step and {@code ?{ true side | false side }} for a branch. */
class BranchesTest {
  private final ExprBuilder builder = new ExprBuilder(NodeRewriter.NONE);
  private final Expr.Symbol x = builder.symbol("x");
  private final Expr.Symbol y = builder.symbol("y");
  private final Expr condition = builder.apply(Op.LESS, x, y);
  private final Expr other = builder.apply(Op.LESS, y, x);

  private Plan plan(Expr... roots) {
    List<Step.Write> writes = new ArrayList<>();
    for (Expr root : roots) {
      writes.add(new Step.Write(new Location.InArray(new Entry.Place(Entry.Array.NEXT, writes.size())), root));
    }
    Map<Expr.Symbol, Location> inputs = new HashMap<>();
    inputs.put(x, new Location.InArray(new Entry.Place(Entry.Array.X, 0)));
    inputs.put(y, new Location.InArray(new Entry.Place(Entry.Array.X, 1)));
    return Plan.of(new Routine(inputs, writes, Optional.empty()), Map.of(function(), new Frame(0, 1)), 2);
  }

  private GraphFunction function;

  private GraphFunction function() {
    if (function == null) {
      Expr.Symbol p = builder.symbol("p");
      function = new GraphFunction("f", List.of(p), List.of(builder.apply(Op.TAN, p)));
    }
    return function;
  }

  private static String print(List<Step> steps) {
    return steps.stream().map(BranchesTest::print).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
  }

  private static String print(Step step) {
    return switch (step) {
      case Step.Compute c -> c.node().op().symbol();
      case Step.Branch b -> "?{" + print(b.whenTrue()) + "|" + print(b.whenFalse()) + "}";
      case Step.Invoke i -> "call";
      case Step.Run r -> "(" + print(r.section().steps()) + ")";
      case Step.Write w -> ".";
      case Step.Assign a -> "";
      case Step.Fetch f -> "";
      case Step.Pass p -> "";
      case Step.Read r -> "read";
      case Step.Return r -> "return";
    };
  }

  private String printed(Expr... roots) {
    return print(plan(roots).main().steps());
  }

  private Expr log(Expr of) {
    return builder.apply(Op.LOG, of);
  }

  private Expr sin(Expr of) {
    return builder.apply(Op.SIN, of);
  }

  @Test
  void whatOneSideNeedsIsComputedThere() {
    assertEquals("?{log|sin} .", printed(builder.choose(condition, log(x), sin(x))));
  }

  @Test
  void aCallOfOneSideIsMadeThere() {
    Expr called = builder.call(function(), List.of(x)).getFirst();
    assertEquals("?{call log|} .", printed(builder.choose(condition, log(called), x)));
  }

  @Test
  void whatBothSidesNeedIsComputedBefore() {
    assertEquals("sin ?{log|exp} .",
        printed(builder.choose(condition, log(sin(x)), builder.apply(Op.EXP, sin(x)))));
  }

  @Test
  void aResultIsComputedWhetherASideNeedsItOrNot() {
    assertEquals("log . ?{sin|} .", printed(log(x), builder.choose(condition, sin(log(x)), x)));
  }

  @Test
  void nestedChoicesNest() {
    Expr inner = builder.choose(other, sin(x), log(x));
    assertEquals("?{?{sin|log} exp|} .", printed(builder.choose(condition, builder.apply(Op.EXP, inner), x)));
  }

  @Test
  void choicesOfOneConditionShareABranch() {
    Expr first = builder.choose(condition, log(x), x);
    Expr second = builder.choose(condition, builder.apply(Op.EXP, log(x)), y);
    assertEquals("?{log exp|} . .", printed(first, second));
  }

  @Test
  void aChoiceThatNeedsAnEarlierOneOfItsConditionComesInALaterBranch() {
    Expr first = builder.choose(condition, log(x), x);
    Expr second = builder.choose(condition, sin(builder.add(first, y)), log(x));
    assertEquals("log ?{|} . ?{+ sin|} .", printed(first, second));
  }

  @Test
  void whatTwoBranchesOfOneConditionNeedIsComputedInTheFirst() {
    Expr shared = log(x);
    Expr first = builder.choose(condition, shared, x);
    Expr second = builder.choose(condition, sin(builder.multiply(shared, first)), y);
    assertEquals("?{log|} . ?{* sin|} .", printed(first, second));
    assertTrue(plan(first, second).slots().containsKey(shared), "a local variable would not be set on all paths");
  }

  @Test
  void branchesOfOneConditionKeepTheirOrderWhicheverIsAskedForFirst() {
    Expr shared = log(x);
    Expr first = builder.choose(condition, builder.apply(Op.EXP, shared), x);
    Expr between = builder.choose(other, builder.apply(Op.TAN, y), x);
    Expr second = builder.choose(condition, builder.multiply(shared, sin(between)), y);
    assertEquals("?{log exp|} ?{?{tan|} sin *|} . .", printed(second, first));
  }

  @Test
  void whatTwoConditionsNeedIsComputedBeforeBoth() {
    Expr first = builder.choose(condition, log(x), x);
    Expr second = builder.choose(other, sin(log(x)), y);
    assertEquals("log ?{|} . ?{sin|} .", printed(first, second));
  }

  @Test
  void aLargeSideGetsItsOwnMethodAndIsRunOnlyThere() {
    Expr large = x;
    for (int i = 0; i < 300; i++) {
      large = sin(large);
    }
    String printed = printed(builder.choose(condition, large, log(x)));
    assertEquals(300, printed.split("sin", -1).length - 1);
    assertTrue(printed.matches("\\?\\{\\(.*\\)\\|log\\} \\."), printed);
  }

  @Test
  void nestingEndsAtItsLimit() {
    Expr node = x;
    for (int i = 0; i < 2 * Placement.MAX_DEPTH; i++) {
      node = builder.choose(builder.apply(Op.LESS, x, builder.constant(i)), y, sin(node));
    }
    String printed = printed(node);
    int deepest = 0;
    int depth = 0;
    for (char c : printed.toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    assertEquals(Placement.MAX_DEPTH + 1, deepest);
  }

  @Test
  void aValueUsedInTwoMethodsHasASlotAndOthersHaveNone() {
    Expr early = sin(x);
    Expr node = early;
    for (int i = 0; i < 1000; i++) {
      node = builder.add(log(node), y);
    }
    Plan plan = plan(builder.multiply(early, node));
    assertTrue(plan.sections().size() > 2);
    assertTrue(plan.slots().containsKey(early));
    assertTrue(plan.slots().size() < plan.sections().size() + 3, () -> plan.slots().size() + " slots");
  }
}
