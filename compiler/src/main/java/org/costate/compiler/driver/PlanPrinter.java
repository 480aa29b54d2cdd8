/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.driver;

import java.util.List;
import org.costate.compiler.schedule.ClassPlan;
import org.costate.compiler.schedule.Plan;
import org.costate.compiler.schedule.Section;
import org.costate.compiler.schedule.Step;

/** Prints the plan of a class: each routine's sections, which become methods, with their steps in order. */
final class PlanPrinter {
  private final StringBuilder text = new StringBuilder();

  private PlanPrinter() {}

  static String print(String className, ClassPlan plan) {
    PlanPrinter printer = new PlanPrinter();
    printer.line(0, className + ", workspace of " + plan.workspaceSize());
    plan.entries().forEach((kind, routine) -> printer.routine(kind.name(), routine));
    plan.functions().forEach((function, routine) -> printer.routine(function.name(), routine));
    return printer.text.toString();
  }

  private void routine(String name, Plan plan) {
    for (Section section : plan.sections()) {
      line(1, name + (section.number() == 0 ? "" : ", section " + section.number()));
      steps(2, section.steps());
    }
  }

  private void steps(int depth, List<Step> steps) {
    for (Step step : steps) {
      switch (step) {
        case Step.Compute compute ->
          line(depth, compute.node() + " = " + compute.node().op().symbol() + compute.reads());
        case Step.Read read -> line(depth, read.symbol() + " = input");
        case Step.Pass pass -> line(depth, "pass " + pass.value() + " in " + pass.slot());
        case Step.Invoke invoke -> line(depth, "call " + target(invoke.target()));
        case Step.Fetch fetch -> line(depth, fetch.node() + " = result in " + fetch.slot());
        case Step.Assign assign -> line(depth, assign.choose() + " = " + assign.reads().getFirst());
        case Step.Write write -> line(depth, write.to() + " = " + write.value());
        case Step.Run run -> line(depth, "run section " + run.section().number());
        case Step.Return result -> line(depth, "return " + result.value());
        case Step.Branch branch -> {
          line(depth, "if " + branch.condition());
          steps(depth + 1, branch.whenTrue());
          line(depth, "else");
          steps(depth + 1, branch.whenFalse());
        }
      }
    }
  }

  private static String target(Step.Target target) {
    return switch (target) {
      case Step.Target.Function t -> t.function().name();
      case Step.Target.Newton t -> "Newton iteration of " + t.system().name();
      case Step.Target.Look t -> t.lookup().name() + "[at=" + t.at() + "]";
      case Step.Target.Factor t -> t.toString();
      case Step.Target.Solve t -> t.toString();
      case Step.Target.FactorSymmetric t -> t.toString();
      case Step.Target.SolveSymmetric t -> t.toString();
      case Step.Target.Multiply t -> t.toString();
    };
  }

  private void line(int depth, String content) {
    text.repeat("  ", depth).append(content).append('\n');
  }
}
