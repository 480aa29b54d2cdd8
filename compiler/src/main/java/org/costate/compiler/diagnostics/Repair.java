/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.costate.compiler.source.Source;

/**
 * A source after the fixes of its diagnostics.
 *
 * @param source the mended text, under the old name
 * @param fixed the diagnostics whose fix was applied, in the order of their places
 */
public record Repair(Source source, List<Diagnostic> fixed) {
  public Repair {
    fixed = List.copyOf(fixed);
  }

  /**
   * Applies every fix that changes this source alone. Of fixes whose edits overlap or touch only the first is applied,
   * since the others were meant for the text as it was: they are found again, or not, when the result is checked.
   *
   * @param found in the order in which they count; those of other sources are left alone
   */
  public static Repair of(Source source, List<Diagnostic> found) {
    List<Diagnostic> fixed = new ArrayList<>();
    List<Fix.Edit> edits = new ArrayList<>();
    for (Diagnostic diagnostic : found) {
      diagnostic.fix()
          .filter(fix -> fix.edits().stream().allMatch(edit -> edit.span().source().name().equals(source.name())))
          .filter(fix -> fix.edits().stream().noneMatch(edit -> edits.stream().anyMatch(other -> touch(edit, other))))
          .ifPresent(fix -> {
            fixed.add(diagnostic);
            edits.addAll(fix.edits());
          });
    }
    return new Repair(new Source(source.name(), applied(source.text(), edits)), fixed);
  }

  private static boolean touch(Fix.Edit a, Fix.Edit b) {
    return a.span().start() <= b.span().end() && b.span().start() <= a.span().end();
  }

  private static String applied(String text, List<Fix.Edit> edits) {
    List<Fix.Edit> lastFirst = new ArrayList<>(edits);
    lastFirst.sort(Comparator.comparingInt((Fix.Edit edit) -> edit.span().start()).reversed());
    StringBuilder mended = new StringBuilder(text);
    lastFirst.forEach(edit -> mended.replace(edit.span().start(), edit.span().end(), edit.replacement()));
    return mended.toString();
  }
}
