/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.check.Quantity.Measured;

/** What a program as a whole says about units. */
final class UnitSurvey {
  private final List<Member> members;

  UnitSurvey(List<SourceFile> files) {
    this.members = files.stream().flatMap(file -> file.items().stream()).flatMap(item -> switch (item) {
      case Item.Model m -> m.members().stream();
      case Item.Problem p -> p.members().stream();
      case Item.Declaration d -> Stream.of(d.member());
      case Item.Policy p -> Stream.<Member>of();
      case Item.Run r -> Stream.<Member>of();
    }).toList();
  }

  /** The unit of {@code t}: seconds, or a count of steps; not checked in a program that declares no units. */
  Quantity time() {
    boolean units = members.stream().anyMatch(m -> annotation(m).isPresent());
    boolean flows = derivatives().anyMatch(d -> d.kind() == Statement.Derivative.Kind.DER)
        || members.stream().anyMatch(Member.Coordinate.class::isInstance);
    boolean steps = derivatives().anyMatch(d -> d.kind() == Statement.Derivative.Kind.NEXT);
    if (!units || flows && steps) {
      return Quantity.UNCHECKED;
    }
    return steps ? Quantity.PURE : new Measured(UnitChecker.SECOND);
  }

  private Stream<Statement.Derivative> derivatives() {
    return members.stream()
        .filter(Member.Dynamics.class::isInstance)
        .flatMap(d -> ((Member.Dynamics) d).statements().stream())
        .filter(Statement.Derivative.class::isInstance)
        .map(Statement.Derivative.class::cast);
  }

  private static Optional<UnitExpression> annotation(Member member) {
    Optional<UnitExpression> unit = switch (member) {
      case Member.Const m -> m.unit();
      case Member.Variable m -> m.unit();
      case Member.Let m -> m.unit();
      case Member.Coordinate m -> m.unit();
      case Member.Noise m -> m.unit();
      case Member.Observe m -> m.unit();
      default -> Optional.empty();
    };
    return unit.filter(u -> !UnitNames.type(u.span().text()));
  }
}
