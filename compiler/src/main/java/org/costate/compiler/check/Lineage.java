/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.QualifiedName;

/** Which models a model or a problem is made of. */
final class Lineage {
  /** Models of one line that are followed: more than any program without an error has. */
  private static final int MAX_LINE = 100;

  private final Bindings bindings;

  Lineage(Bindings bindings) {
    this.bindings = bindings;
  }

  /** The model that a model extends, if it has one and that is known. */
  Optional<Item.Model> parent(Item.Model model) {
    return model.parent().flatMap(this::model);
  }

  /** The models that a problem is for: the one that extends none first, the one that it names last; empty if it names none. */
  List<Item.Model> of(Item.Problem problem) {
    return problem.model().flatMap(this::model).map(this::of).orElse(List.of());
  }

  /** A model with those that it extends: the one that extends none first, itself last. */
  List<Item.Model> of(Item.Model model) {
    List<Item.Model> found = new ArrayList<>();
    Set<Item.Model> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Optional<Item.Model> next = Optional.of(model);
    while (next.isPresent() && found.size() < MAX_LINE && seen.add(next.get())) {
      found.add(next.get());
      next = parent(next.get());
    }
    return found.reversed();
  }

  /** The members of a problem and its models, those of the models first, in the order of {@link #of(Item.Problem)}. */
  List<Member> members(Item.Problem problem) {
    List<Member> members = new ArrayList<>(inherited(problem));
    members.addAll(problem.members());
    return members;
  }

  /** The members of the models that a problem is for. */
  List<Member> inherited(Item.Problem problem) {
    return members(of(problem));
  }

  /** The members of the models that a model extends. */
  List<Member> inherited(Item.Model model) {
    List<Item.Model> line = of(model);
    return members(line.subList(0, line.size() - 1));
  }

  private static List<Member> members(List<Item.Model> models) {
    return models.stream().flatMap(m -> m.members().stream()).toList();
  }

  private Optional<Item.Model> model(QualifiedName name) {
    return bindings.symbol(name.parts().getLast())
        .filter(s -> s instanceof Symbol.Container c && c.item() instanceof Item.Model)
        .map(s -> (Item.Model) ((Symbol.Container) s).item());
  }
}
