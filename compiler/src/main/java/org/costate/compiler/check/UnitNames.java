/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.UnitExpression;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.types.Dimension;
import org.costate.compiler.types.Fraction;
import org.costate.compiler.types.Scale;
import org.costate.compiler.types.Unit;
import org.costate.compiler.types.UnitTable;

/** What the names of units mean. They are a name space of their own: those of {@link UnitTable}, then the file's {@code unit}s. */
final class UnitNames {
  /** What people write who mean something else. */
  private static final Map<String, String> FOREIGN = Map.ofEntries(
      Map.entry("Nm", "N*m"), Map.entry("Nms", "N*m*s"), Map.entry("Ns", "N*s"), Map.entry("kmh", "km/h"),
      Map.entry("kph", "km/h"), Map.entry("mps", "m/s"), Map.entry("sec", "s"), Map.entry("secs", "s"),
      Map.entry("second", "s"), Map.entry("seconds", "s"), Map.entry("hour", "h"), Map.entry("hours", "h"),
      Map.entry("d", "day"), Map.entry("meter", "m"), Map.entry("metre", "m"), Map.entry("meters", "m"),
      Map.entry("degree", "deg"), Map.entry("degrees", "deg"), Map.entry("radian", "rad"), Map.entry("radians", "rad"),
      Map.entry("hz", "Hz"), Map.entry("KG", "kg"), Map.entry("Kg", "kg"), Map.entry("l", "L"), Map.entry("Ohm", "ohm"),
      Map.entry("Ω", "ohm"), Map.entry("Newton", "N"), Map.entry("newton", "N"), Map.entry("volt", "V"),
      Map.entry("watt", "W"), Map.entry("joule", "J"), Map.entry("pct", "percent"), Map.entry("rads", "rad/s"));

  /** Of a control that is one of a set of whole numbers. */
  static final String WHOLE = "int";

  /** Types that stand where a unit stands: their numbers are angles, and pure numbers. */
  private static final Map<String, Unit> TYPES =
      Map.of("angle", UnitTable.find("rad").orElseThrow(), "quat", Unit.ONE, WHOLE, Unit.ONE);

  private final Diagnostics diagnostics;
  private final Map<String, Member.Unit> declared = new LinkedHashMap<>();
  private final Map<String, UnitNames> imported = new HashMap<>();
  private final Map<String, Optional<Unit>> known = new HashMap<>();
  private final List<String> open = new ArrayList<>();
  private final Set<String> failed = new HashSet<>();

  UnitNames(SourceFile file, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    for (Item item : file.items()) {
      if (item instanceof Item.Declaration d && d.member() instanceof Member.Unit unit) {
        declare(unit);
      }
    }
  }

  /** Those of the language alone. */
  UnitNames(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether the file declares a unit. */
  boolean declares(String name) {
    return declared.containsKey(name);
  }

  /** Takes a unit of another file. */
  void bring(Name name, UnitNames from) {
    if (declares(name.text())) {
      diagnostics.report(Diagnostic
          .at(Code.E0405, name.span(), "unit `" + name + "` is declared twice")
          .label("imported here")
          .second(declared.get(name.text()).name().span(), "declared here")
          .help("delete one of the two"));
    } else {
      imported.put(name.text(), from);
    }
  }

  private void declare(Member.Unit unit) {
    String name = unit.name().text();
    boolean builtIn = UnitTable.find(name).isPresent() || TYPES.containsKey(name);
    Member.Unit before = builtIn ? null : declared.putIfAbsent(name, unit);
    if (builtIn || before != null) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0405, unit.name().span(), "unit `" + name + "` is declared twice")
          .label(builtIn ? "the language has this unit" : "declared again here");
      if (before != null) {
        diagnostic.second(before.name().span(), "first declared here");
      }
      diagnostics.report(diagnostic.help("delete it, or choose another name"));
    }
  }

  /** Whether a word that stands where a unit stands is a type. */
  static boolean type(String word) {
    return TYPES.containsKey(word);
  }

  /** Looks at every declared unit, so that one that nobody uses is checked too. */
  void check() {
    declared.keySet().forEach(this::find);
  }

  /** The unit that an expression of units stands for; empty if it has an error, which is reported. */
  Optional<Unit> unit(UnitExpression expression) {
    Optional<Unit> product = Optional.of(Unit.ONE);
    for (UnitExpression.Factor factor : expression.factors()) {
      Optional<Unit> atom = atom(factor);
      product = product.flatMap(p -> atom.map(p::then));
    }
    return product;
  }

  private Optional<Unit> atom(UnitExpression.Factor factor) {
    Optional<Unit> unit = switch (factor.atom()) {
      case UnitExpression.Named a -> named(a.name(), factor.divides() || factor.exponent().isPresent());
      case UnitExpression.Group a -> unit(a.unit());
      case UnitExpression.Scale a -> scale(a);
    };
    Fraction power = exponent(factor);
    return power == null ? Optional.empty() : unit.map(u -> u.power(power));
  }

  private Optional<Unit> scale(UnitExpression.Scale atom) {
    if (!(atom.value() > 0 && atom.value() < Double.POSITIVE_INFINITY)) {
      diagnostics.report(Diagnostic.at(Code.E0403, atom.span(), "the size of a unit must be positive")
          .label("this is " + Numbers.text(atom.value())));
      return Optional.empty();
    }
    return Optional.of(atom.value() == 1 ? Unit.ONE
        : Unit.named(atom.span().text(), Dimension.NONE, Scale.of(atom.value())));
  }

  private Fraction exponent(UnitExpression.Factor factor) {
    double written = factor.exponent().orElse(1);
    Fraction power = Fraction.near(written);
    if (power == null) {
      diagnostics.report(Diagnostic
          .at(Code.E0403, factor.span(), "the exponent of a unit must be a small fraction")
          .label("this is " + Numbers.text(written)));
      return null;
    }
    return factor.divides() ? power.negated() : power;
  }

  private Optional<Unit> named(Name name, boolean bound) {
    Optional<Unit> builtIn = UnitTable.find(name.text()).or(() -> Optional.ofNullable(TYPES.get(name.text())));
    if (builtIn.isPresent()) {
      return builtIn;
    }
    if (imported.containsKey(name.text())) {
      return imported.get(name.text()).find(name.text());
    }
    if (!declares(name.text())) {
      unknown(name, bound);
      return Optional.empty();
    }
    return find(name.text());
  }

  private Optional<Unit> find(String name) {
    Optional<Unit> found = known.get(name);
    if (found != null) {
      return found;
    }
    if (open.contains(name)) {
      loop(name);
      return Optional.empty();
    }
    open.add(name);
    Optional<Unit> unit = defined(declared.get(name));
    open.removeLast();
    known.put(name, unit);
    return unit;
  }

  /** Looks through a name that the user chose: messages show it, and its size and dimension are those of its definition. */
  private Optional<Unit> defined(Member.Unit unit) {
    Optional<Unit> meaning = unit.unit().isPresent() ? unit(unit.unit().get()) : quantity(unit.value().orElseThrow());
    return meaning.map(m -> Unit.named(unit.name().text(), m.dimension(), m.scale()));
  }

  private Optional<Unit> quantity(Expression value) {
    if (value.bare() instanceof Expression.Number number && number.value() > 0) {
      return number.unit()
          .map(this::unit)
          .orElse(Optional.of(Unit.ONE))
          .map(u -> new Unit(u.dimension(), u.scale().times(Scale.of(number.value())), u.factors()));
    }
    diagnostics.report(Diagnostic.at(Code.E0405, value.span(), "a unit is a positive number with a unit")
        .label("this is not")
        .help("write for example `unit knot = 0.514444 [m/s];`, or `unit kph = : km/h;`"));
    return Optional.empty();
  }

  private void loop(String name) {
    List<String> loop = open.subList(open.indexOf(name), open.size());
    Member.Unit first = declared.get(name);
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0405, first.name().span(), "these units form a loop: " + String.join(" -> ", loop) + " -> " + name)
        .label("`" + name + "` is made of " + (loop.size() == 1 ? "itself" : "`" + loop.get(1) + "`"));
    for (int i = 1; i < loop.size(); i++) {
      String next = i + 1 < loop.size() ? loop.get(i + 1) : name;
      diagnostic.second(declared.get(loop.get(i)).name().span(), "`" + loop.get(i) + "` is made of `" + next + "`");
    }
    diagnostics.report(diagnostic);
  }

  /** {@code bound}: to a division or a power, so that a product in its place needs parentheses. */
  private void unknown(Name name, boolean bound) {
    if (!failed.add(name.text())) {
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0403, name.span(), "unknown unit `" + name + "`")
        .label("no unit has this name");
    String foreign = FOREIGN.get(name.text());
    List<String> candidates = new ArrayList<>(declared.keySet());
    candidates.addAll(imported.keySet());
    candidates.addAll(UnitTable.common());
    Optional<String> near = foreign != null ? Optional.of(foreign) : Suggestions.closest(name.text(), candidates);
    near.map(n -> bound && (n.contains("*") || n.contains("/")) ? "(" + n + ")" : n)
        .ifPresent(n -> diagnostic.fix(Fix.replace(name.span(), n)));
    if (near.isEmpty()) {
      diagnostic.help("SI units with their prefixes are known, `deg`, `rpm`, `min`, `h`, `day`, `bar`, `L`, "
          + "`percent`; others can be declared: `unit knot = 0.514444 [m/s];`");
    }
    diagnostics.report(diagnostic);
  }
}
