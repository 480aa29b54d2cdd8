/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Span;

/** What may stand at the top level of a file. */
public sealed interface Item extends Node {
  /** {@code model NAME extends PARENT { ... }} */
  record Model(Name name, Optional<QualifiedName> parent, List<Member> members, Span span) implements Item {
    public Model {
      members = List.copyOf(members);
    }
  }

  /** {@code problem NAME for MODEL { ... }} */
  record Problem(Name name, Optional<QualifiedName> model, List<Member> members, Span span) implements Item {
    public Problem {
      members = List.copyOf(members);
    }
  }

  /** {@code policy NAME for PROBLEM { ... }} */
  record Policy(Name name, QualifiedName problem, List<Statement> statements, Span span) implements Item {
    public Policy {
      statements = List.copyOf(statements);
    }
  }

  /** {@code solve|train|mpc TARGET as NAME using METHOD { ... }}; {@code keyword} spans the first word. */
  record Run(Kind kind, Span keyword, QualifiedName target, Optional<Name> name, Name method, Block block, Span span)
      implements Item {
    public enum Kind {
      SOLVE,
      TRAIN,
      MPC
    }
  }

  /** A declaration that may stand at the top level or among the members of a model: const, function, extern, table, unit. */
  record Declaration(Member member, Span span) implements Item {}
}
