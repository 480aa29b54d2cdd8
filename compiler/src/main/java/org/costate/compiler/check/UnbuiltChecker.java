/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.Set;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.source.Span;

/**
 * What the grammar takes and nothing gives a meaning to yet (E0901), so that nothing a user wrote is silently ignored. Each kind once a
 * line. {@code next} in formulas is found where it is resolved.
 */
final class UnbuiltChecker {
  private final Diagnostics diagnostics;
  private final Set<String> reported = new HashSet<>();

  UnbuiltChecker(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(SourceFile file) {
    file.items().forEach(this::item);
  }

  private void item(Item item) {
    switch (item) {
      case Item.Model m -> m.members().forEach(this::member);
      case Item.Problem p -> p.members().forEach(this::member);
      case Item.Policy p -> {}
      case Item.Run r -> {}
      case Item.Declaration d -> member(d.member());
    }
  }

  private void member(Member member) {
    switch (member) {
      case Member.Variable m -> variable(m);
      case Member.Coordinate m -> m.domain().ifPresent(this::choices);
      case Member.Extern m -> report(head(m.span(), m.name()), "extern functions", "write the function in the file");
      default -> {}
    }
  }

  private void variable(Member.Variable m) {
    m.domain().ifPresent(d -> {
      if (m.kind() != Member.Variable.Kind.CONTROL) {
        choices(d);
      }
      limits(m.kind(), d);
    });
    m.scale().ifPresent(s -> report(s.span(), "`scale`", "delete it"));
  }

  private void choices(Domain domain) {
    if (domain instanceof Domain.Choices) {
      report(domain.span(), "sets of values of anything but controls", "give an interval: `in [0, 1]`");
    }
  }

  private void limits(Member.Variable.Kind kind, Domain domain) {
    switch (kind) {
      case PARAM, SIGNAL, ALGEBRAIC -> {
        if (domain instanceof Domain.Interval) {
          report(domain.span(), "limits on " + kind.word() + "s", "delete `in " + domain.span().text() + "`");
        }
      }
      case STATE, CONTROL, DESIGN -> {}
    }
  }

  private static Span head(Span declaration, Name name) {
    return new Span(declaration.source(), declaration.start(), name.span().end());
  }

  private void report(Span place, String what, String help) {
    if (!reported.add(what + " " + place.line())) {
      return;
    }
    boolean plural = what.endsWith("s") && !what.startsWith("`");
    diagnostics.report(Diagnostic
        .at(Code.E0901, place, what + (plural ? " are" : " is") + " not built yet")
        .label("not built yet")
        .help(help));
  }
}
