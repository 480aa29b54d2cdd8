/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.DataProvider;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Shape;
import org.costate.compiler.types.Type;
import org.costate.compiler.types.Unit;
import org.costate.runtime.problem.ViewInfo;

/** What is known about the names and expressions of a file: side tables, the tree itself stays as it is. */
public final class Analysis {
  private final Bindings bindings;
  private final Angles angles;
  private final Map<Symbol, Distribution> distributions = new HashMap<>();
  private final Uses uses;
  private final Constancy constancy;
  private final ConstantEvaluator constants;
  private final ShapeChecker shapes;
  private final UnitChecker units;
  private final Tables tables;
  private final Map<Source, Map<Integer, String>> docs = new HashMap<>();

  /**
   * @param overrides values of scalar consts that replace the declared ones
   * @param broken symbols whose definition was reported already
   */
  Analysis(Bindings bindings, ModuleGraph program, Overrides overrides, Set<Symbol> broken, DataProvider data,
      Diagnostics diagnostics) {
    program.files().forEach(file -> docs.put(file.span().source(), file.docs()));
    this.bindings = bindings;
    this.angles = new Angles(bindings);
    this.uses = new Uses(bindings);
    this.constancy = new Constancy(bindings, uses);
    this.constants = new ConstantEvaluator(this, overrides);
    this.tables = new Tables(this, data, diagnostics);
    this.shapes = new ShapeChecker(this, broken, diagnostics);
    this.units = new UnitChecker(this, program, diagnostics);
  }

  public Bindings bindings() {
    return bindings;
  }

  /** Values that are known when compiling. */
  public ConstantEvaluator constants() {
    return constants;
  }

  /** Functions given by points. */
  public Tables tables() {
    return tables;
  }

  /** The comment above a declaration, in whatever file it stands; empty if there is none. */
  public String doc(Span declaration) {
    return docs.getOrDefault(declaration.source(), Map.of()).getOrDefault(declaration.start(), "");
  }

  /** Whether only the direction of an expression counts. */
  public boolean angle(Expression expression) {
    return angles.angle(expression);
  }

  /** What a random param or a noise is drawn from; empty for a variable that is given. */
  public Optional<Distribution> distribution(Symbol variable) {
    return Optional.ofNullable(distributions.get(variable));
  }

  void drawn(Symbol variable, Distribution distribution) {
    distributions.put(variable, distribution);
  }

  Angles angles() {
    return angles;
  }

  Uses uses() {
    return uses;
  }

  Constancy constancy() {
    return constancy;
  }

  ShapeChecker shapes() {
    return shapes;
  }

  UnitChecker units() {
    return units;
  }

  /** The unit in which a symbol is declared, and which the values of a variable have; pure numbers where it has none. */
  public Unit unit(Symbol symbol) {
    return units.unit(symbol);
  }

  /** The shape of a symbol without errors; a truth value has that of a number. */
  public Shape shape(Symbol symbol) {
    return shape(shapes.type(symbol));
  }

  /** The shape of an observation without errors that is no picture. */
  public Shape shape(Member.Observe observation) {
    return shape(shapes.declared(observation.shape()));
  }

  /** Whether an observation is a picture of the view. */
  public boolean picture(Member.Observe observation) {
    return Raster.is(observation.value());
  }

  /** What a picture without errors shows; empty if it does not say. */
  public Optional<ViewInfo.Window> window(Member.Observe picture) {
    return Raster.window(picture.value()).map(window -> {
      List<Double> bounds = constants.evaluate(window).elements();
      return new ViewInfo.Window(bounds.get(0), bounds.get(1), bounds.get(2), bounds.get(3));
    });
  }

  /** The values that a control without errors can have, in its unit; empty if it can have any. */
  public List<Double> choices(Symbol.Variable control) {
    return control.declaration()
        .domain()
        .filter(Domain.Choices.class::isInstance)
        .stream()
        .flatMap(d -> ((Domain.Choices) d).values().stream())
        .map(value -> constants.evaluate(value).value())
        .toList();
  }

  /** The sizes of an observation or a picture; empty if it is declared with an error. */
  public Optional<List<Integer>> observed(Member.Observe observation) {
    if (!picture(observation)) {
      return shapes.declared(observation.shape()) instanceof Type.Numbers n
          ? Optional.of(n.shape().dimensions())
          : Optional.empty();
    }
    List<Integer> sizes = observation.shape().stream().flatMapToInt(e -> shapes.whole(e).stream()).boxed().toList();
    return sizes.size() == observation.shape().size() && sizes.stream().allMatch(s -> s > 0)
        ? Optional.of(sizes)
        : Optional.empty();
  }

  /** The shape of an expression without errors. */
  public Shape shapeOf(Expression expression) {
    return shape(shapes.type(expression));
  }

  /** Whether a symbol without errors is a truth value. */
  public boolean truth(Symbol symbol) {
    return shapes.type(symbol) instanceof Type.Truth;
  }

  private static Shape shape(Type type) {
    return switch (type) {
      case Type.Numbers n -> n.shape();
      case Type.Truth t -> Shape.SCALAR;
      case Type.Text t -> throw new IllegalArgumentException("the shape of a text");
      case Type.Unknown u -> throw new IllegalArgumentException("the shape of an error");
    };
  }
}
