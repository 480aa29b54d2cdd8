/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.costate.compiler.ast.Item;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;

/** Models that extend themselves, through others or directly (E0507), and lines of models that are too long (E0902). */
final class ModelLoops {
  /** Models in a line of which each extends the next. */
  private static final int MAX_LINE = 64;

  private final Lineage lineage;
  private final Diagnostics diagnostics;
  private final Set<Item.Model> looping = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean tooLong;

  ModelLoops(Lineage lineage, Diagnostics diagnostics) {
    this.lineage = lineage;
    this.diagnostics = diagnostics;
  }

  /** Whether a model has no members of its parent: it is on a loop, each of which is reported once, or too far down a line. */
  boolean on(Item.Model model) {
    if (looping.contains(model)) {
      return true;
    }
    List<Item.Model> line = lineage.of(model);
    if (line.size() > MAX_LINE) {
      tooLong(model);
      return true;
    }
    boolean closed = lineage.parent(line.getFirst()).filter(p -> p == model).isPresent();
    if (closed) {
      looping.addAll(line);
      report(line.reversed());
    }
    return closed;
  }

  private void tooLong(Item.Model model) {
    if (!tooLong) {
      tooLong = true;
      diagnostics.report(Diagnostic
          .at(Code.E0902, model.parent().orElseThrow().span(), "more than " + MAX_LINE + " models extend each other")
          .label("this is one too many")
          .help("put members that belong together into one model"));
    }
  }

  /** @param loop each extends the next, the last extends the first */
  private void report(List<Item.Model> loop) {
    List<String> names = new ArrayList<>(loop.stream().map(m -> m.name().text()).toList());
    names.add(names.getFirst());
    Item.Model first = loop.getFirst();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0507, first.parent().orElseThrow().span(), "these models form a loop: " + String.join(" -> ", names))
        .label("`" + first.name() + "` has the members of `" + names.get(1) + "`");
    for (int i = 1; i < loop.size(); i++) {
      diagnostic.second(loop.get(i).parent().orElseThrow().span(),
          "`" + names.get(i) + "` has the members of `" + names.get(i + 1) + "`");
    }
    diagnostics.report(diagnostic.help("a model is never part of itself: delete one `extends`"));
  }
}
