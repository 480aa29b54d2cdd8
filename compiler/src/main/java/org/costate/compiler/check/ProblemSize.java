/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.types.Type;

/** How large a problem may be: its methods keep dense matrices of states and controls for every step (E0902). */
final class ProblemSize {
  private static final int MAX_MOVING = 1_000;
  private static final int MAX_GIVEN = 100_000;
  private static final long MAX_NUMBERS = 100_000_000;

  private final Analysis facts;
  private final Diagnostics diagnostics;

  ProblemSize(Analysis facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** @param stages of each step that a run solves for */
  void check(Item.Problem problem, List<Symbol.Variable> variables, int steps, int stages) {
    long moving = 0;
    long collocated = 0;
    long given = 0;
    for (Symbol.Variable variable : variables) {
      long size = facts.shapes().type(variable) instanceof Type.Numbers n ? n.shape().size() : 0;
      if (variable.is(Member.Variable.Kind.STATE) || variable.is(Member.Variable.Kind.CONTROL)) {
        moving += size;
      } else {
        given += size;
      }
      if (variable.is(Member.Variable.Kind.STATE) || variable.is(Member.Variable.Kind.ALGEBRAIC)) {
        collocated += stages * size;
      }
    }
    moving += collocated;
    String own = collocated == 0 ? "" : ", " + collocated + " of them at collocated stages";
    if (moving > MAX_MOVING) {
      report(problem, "states and controls have at most " + MAX_MOVING + " elements", moving + " elements" + own);
    } else if (moving * moving * steps > MAX_NUMBERS) {
      report(problem, "the number of steps times the square of states and controls is at most " + MAX_NUMBERS,
          steps + " steps of " + moving + " states and controls" + own);
    }
    if (given > MAX_GIVEN) {
      report(problem, "params and signals have at most " + MAX_GIVEN + " elements", given + " elements");
    }
  }

  private void report(Item.Problem problem, String message, String label) {
    diagnostics.report(Diagnostic.at(Code.E0902, problem.name().span(), message).label(label));
  }
}
