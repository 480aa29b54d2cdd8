/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

import java.util.List;
import org.costate.runtime.problem.ViewInfo;

/**
 * The drawings of a problem, the model's before the problem's.
 *
 * @param drawings in their order, later ones above earlier ones
 * @param pictures the observations that are taken of them
 */
public record View(List<Drawing> drawings, List<ViewInfo.Picture> pictures) {
  /** Nothing is drawn. */
  public static final View NONE = new View(List.of(), List.of());

  public View {
    drawings = List.copyOf(drawings);
    pictures = List.copyOf(pictures);
  }

  public boolean isEmpty() {
    return drawings.isEmpty();
  }

  /** The numbers of all drawings, one behind the other. */
  public List<Expr> numbers() {
    return drawings.stream().flatMap(d -> d.numbers().stream()).toList();
  }

  /** What the artefact tells about them. */
  public ViewInfo info() {
    return new ViewInfo(drawings.stream().map(Drawing::shape).toList(), pictures);
  }

  /**
   * One drawing.
   *
   * @param shape what does not change
   * @param numbers what does, over t, x, u, params, signals, design, laid out as {@link ViewInfo.Shape} says
   */
  public record Drawing(ViewInfo.Shape shape, List<Expr> numbers) {
    public Drawing {
      numbers = List.copyOf(numbers);
      if (numbers.size() != shape.size()) {
        throw new IllegalArgumentException(numbers.size() + " numbers of " + shape);
      }
    }
  }
}
