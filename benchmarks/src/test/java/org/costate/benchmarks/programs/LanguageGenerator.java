/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws a program with units, coordinates and energies, algebraic variables, angles and a quaternion, design variables, a free final time and
 * tables; the formulas in between are those of {@link ExpressionGenerator}, over ratios of the variables to quantities of their kind. The
 * same seed gives the same program.
 */
final class LanguageGenerator {
  private static final List<String> EXPLICIT = List.of("euler", "midpoint", "rk4");
  private static final List<String> IMPLICIT = List.of("backward_euler", "gauss2", "radau");
  private static final int STATES = 7;

  private final Random random;
  private final List<Variable> scope = new ArrayList<>();
  private final List<Function> tables = new ArrayList<>();
  private final List<String> file = new ArrayList<>();
  private final List<String> members = new ArrayList<>();
  private final List<String> dynamics = new ArrayList<>();
  private final List<String> starts = new ArrayList<>();
  private final Map<String, String> declared = new HashMap<>();
  private final Map<String, String> coherent = new HashMap<>();
  private final Map<String, Double> values = new HashMap<>();
  private int states;
  private int names;

  private LanguageGenerator(long seed) {
    this.random = new Random(seed);
  }

  static LanguageProgram program(long seed) {
    return new LanguageGenerator(seed).draw();
  }

  private LanguageProgram draw() {
    file.add(Units.DECLARATIONS);
    for (int i = random.nextInt(3); i > 0; i--) {
      table();
    }
    boolean mechanics = chance(2);
    boolean discrete = !mechanics && chance(6);
    scope.add(new Variable("t", Shape.SCALAR, Term.Use.TIME, discrete ? "t" : "(t/1 [s])"));
    variable("param", 1 + random.nextInt(2), Term.Use.PARAM);
    variable("signal", random.nextInt(2), Term.Use.SIGNAL);
    variable("design", random.nextInt(2), Term.Use.STATE);
    List<Moving> moving = states(mechanics);
    variable("control", 1 + random.nextInt(2), Term.Use.CONTROL);
    boolean free = !discrete && chance(3);
    int steps = 1 + random.nextInt(6);
    if (free) {
      members.add("horizon free T in [0.04, 2] guess 0.3 steps " + steps + ";");
      scope.add(ratio("T", Shape.SCALAR, Term.Use.STATE, "0.4 [s]"));
    } else {
      members.add("horizon " + (discrete ? steps : "0.3 [s]") + " steps " + steps + ";");
    }
    List<Variable> unknown = new ArrayList<>();
    List<Variable> known = List.copyOf(scope);
    if (!discrete && chance(3)) {
      unknown.add(algebraic(known));
    }
    List<Variable> all = new ArrayList<>(known);
    all.addAll(unknown);
    if (mechanics) {
      lagrangian(moving.stream().filter(Moving::coordinate).toList(), all);
    }
    for (Moving state : moving) {
      if (!state.coordinate()) {
        dynamics.add((discrete ? "next(" : "der(") + state.name() + ") = "
            + state.scaled(formula(state.shape(), 2, all), discrete ? "" : "/s") + ";");
      }
    }
    if (!dynamics.isEmpty()) {
      Collections.shuffle(dynamics, random);
      members.add("dynamics {\n    " + String.join("\n    ", dynamics) + "\n  }");
    }
    if (!discrete) {
      boolean implicit = states < 5 && !mechanics && unknown.isEmpty() && chance(2);
      List<String> rules = implicit ? IMPLICIT : EXPLICIT;
      members.add("integrator " + rules.get(random.nextInt(rules.size()))
          + (!implicit && chance(3) ? " substeps 2" : "") + (chance(3) ? " cost left" : "") + ";");
    }
    members.add("start " + String.join(", ", starts) + ";");
    members.add((chance(4) ? "maximize" : "minimize") + " {\n    running " + formula(Shape.SCALAR, 3, all) + ";\n"
        + "    terminal " + formula(Shape.SCALAR, 2, terminal(known)) + ";\n  }");
    Collections.shuffle(members, random);
    members.add(constraints(all, terminal(known), discrete, free));
    String text = String.join("", file) + "problem Task {\n  " + String.join("\n  ", members) + "\n}\n";
    return new LanguageProgram(with(text, declared), with(text, coherent), values, discrete);
  }

  /** One of each kind, of which some are soft, over vectors, in chains and in loops. */
  private String constraints(List<Variable> now, List<Variable> ends, boolean discrete, boolean free) {
    String moment = discrete ? "1" : free ? "0.5*T" : "0.15 [s]";
    return "constraints {\n    " + String.join("\n    ",
        "path " + bounded(Shape.vector(2), now) + " <= " + quantity(Units.LENGTH, "") + ";",
        "path narrow: -" + quantity(Units.FORCE, "") + " <= " + formula(Shape.SCALAR, 2, now) + "*"
            + quantity(Units.FORCE, "") + " <= 3 [N] for i in 1:2;",
        "initial " + formula(Shape.SCALAR, 2, ends) + " >= " + formula(Shape.SCALAR, 1, ends) + soft(),
        "at(" + moment + ") " + bounded(Shape.SCALAR, now) + " == " + quantity(Units.LENGTH, "") + soft(),
        "terminal " + bounded(Shape.vector(3), ends) + " == " + quantity(Units.LENGTH, "") + ";") + "\n  }";
  }

  private String bounded(Shape shape, List<Variable> names) {
    return formula(shape, 2, names) + "*" + quantity(Units.LENGTH, "");
  }

  private String soft() {
    return chance(3) ? " soft " + String.format(Locale.ROOT, "%.2f;", random.nextDouble(1, 3)) : ";";
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private String fresh(String kind) {
    return kind + names++;
  }

  private static String with(String text, Map<String, String> units) {
    String result = text;
    for (Map.Entry<String, String> unit : units.entrySet()) {
      result = result.replace("<" + unit.getKey() + ">", unit.getValue());
    }
    return result;
  }

  /** The declaration's unit, as a mark that {@link #with} replaces. */
  private String unit(String name, Units kind) {
    int chosen = kind.draw(random);
    declared.put(name, kind.names().get(chosen));
    coherent.put(name, kind.names().getFirst());
    values.put(name, kind.values().get(chosen));
    return " : <" + name + ">";
  }

  /** A quantity of the kind that is of the order of one in the unit of the SI. */
  private String quantity(Units kind, String per) {
    int chosen = kind.draw(random);
    double number = random.nextDouble(0.5, 2) / kind.values().get(chosen);
    return String.format(Locale.ROOT, "%.4g [%s%s]", number, kind.names().get(chosen), per);
  }

  /** Of the order of one, and ready to be a factor. */
  private String formula(Shape shape, int depth, List<Variable> names) {
    String drawn = expression(shape, depth, names).at(Term.SUM);
    if (tables.isEmpty() || chance(2)) {
      return "(" + drawn + ")";
    }
    Function table = tables.get(random.nextInt(tables.size()));
    List<Term> arguments = table.parameters().stream().map(_ -> expression(Shape.SCALAR, 1, names)).toList();
    return "(" + drawn + " + " + table.call(arguments).text() + ")";
  }

  private Term expression(Shape shape, int depth, List<Variable> names) {
    return new ExpressionGenerator(random, names, tables, -1, () -> fresh("i")).expression(shape, depth);
  }

  private static List<Variable> terminal(List<Variable> names) {
    int uses = Term.Use.PARAM | Term.Use.STATE | Term.Use.TIME;
    return names.stream().filter(v -> (v.uses() & ~uses) == 0).toList();
  }

  private List<Variable> fixed() {
    return scope.stream().filter(v -> v.uses() == Term.Use.PARAM).toList();
  }

  /** A let for what a variable is in a quantity of its kind: a pure number, whatever the units. */
  private Variable ratio(String name, Shape shape, int use, String quantity) {
    Variable ratio = new Variable("of_" + name, shape, use);
    members.add("let " + ratio.name() + shape.declared() + " : 1 = " + name + "/" + quantity + ";");
    return ratio;
  }

  private Shape shape() {
    return chance(3) ? Shape.vector(2 + random.nextInt(2)) : Shape.SCALAR;
  }

  private void table() {
    String name = fresh("table_");
    String unit = chance(2) ? " : deg" : "";
    double scale = unit.isEmpty() ? 1 : 180 / Math.PI;
    boolean two = chance(3);
    int rows = 2 + random.nextInt(4);
    int columns = two ? 2 + random.nextInt(3) : 1;
    List<String> points = new ArrayList<>();
    if (two) {
      points.add("0, " + IntStream.range(0, columns).mapToObj(j -> number(j - 1)).collect(Collectors.joining(", ")));
    }
    for (int i = 0; i < rows; i++) {
      points.add(number(scale * (i - 1.5)) + ", "
          + IntStream.range(0, columns)
              .mapToObj(j -> number(random.nextDouble(-1, 1)))
              .collect(Collectors.joining(", ")));
    }
    file.add("table " + name + "(a" + unit + (two ? ", b" : "") + ") = [" + String.join("; ", points) + "];\n");
    List<Variable> parameters = IntStream.range(0, two ? 2 : 1)
        .mapToObj(i -> new Variable("a" + i, Shape.SCALAR, Term.Use.ARGUMENT))
        .toList();
    tables.add(new Function(name, parameters, List.of(), Terms.literal("0")));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5f", value);
  }

  private void variable(String keyword, int count, int use) {
    for (int i = 0; i < count; i++) {
      Shape shape = shape();
      String name = fresh(keyword.substring(0, 1));
      Units kind = Units.any(random);
      String quantity = quantity(kind, "");
      String value = formula(shape, 1, fixed()) + "*" + quantity(kind, "");
      String bounds = " in [-" + quantity + ", 4*" + quantity + "]";
      members.add(keyword + " " + name + shape.declared() + unit(name, kind) + switch (use) {
        case Term.Use.CONTROL -> chance(2) ? bounds : " = " + value;
        case Term.Use.STATE -> " = " + quantity + " in [0.1*" + quantity + ", 4*" + quantity + "]";
        default -> " = " + value;
      } + ";");
      scope.add(ratio(name, shape, use, quantity));
    }
  }

  /** What moves: a state, or a coordinate whose rate moves with it. */
  private record Moving(String name, Shape shape, boolean coordinate, String ratio, String kept) {
    /** A value or, per second, a rate from a formula without a unit. */
    String scaled(String formula, String per) {
      return kept.isEmpty() ? per.isEmpty() ? formula : formula + "/1 [s]"
          : formula + "*" + kept.replace("]", per + "]");
    }
  }

  private List<Moving> states(boolean mechanics) {
    List<Moving> moving = new ArrayList<>();
    if (mechanics) {
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        moving.add(chance(3) ? angle(true) : plain(true));
      }
    }
    if (chance(3)) {
      String name = fresh("q");
      members.add("state " + name + " : quat;");
      scope.add(new Variable(name, Shape.vector(4), Term.Use.STATE));
      starts.add(name + " = [1, 0, 0, 0]");
      states += 4;
      moving.add(new Moving(name, Shape.vector(4), false, name, ""));
    }
    if (chance(4)) {
      moving.add(angle(false));
    }
    for (int i = moving.isEmpty() ? 1 + random.nextInt(2) : random.nextInt(2); i > 0 && states < STATES; i--) {
      moving.add(plain(false));
    }
    return moving;
  }

  private Moving angle(boolean coordinate) {
    String name = fresh("a");
    states++;
    scope.add(new Variable(name, Shape.SCALAR, Term.Use.STATE, "sin(" + name + ")"));
    scope.add(new Variable(name, Shape.SCALAR, Term.Use.STATE, "cos(" + name + ")"));
    starts.add(chance(3) ? name + " free" : name + " = 0.5");
    declare(name, " : angle", Shape.SCALAR, coordinate, "2 [rad/s]");
    return new Moving(name, Shape.SCALAR, coordinate, name, "");
  }

  private Moving plain(boolean coordinate) {
    String name = fresh(coordinate ? "c" : "x");
    Shape shape = shape();
    Units kind = Units.any(random);
    String quantity = quantity(kind, "");
    Variable ratio = ratio(name, shape, Term.Use.STATE, quantity);
    states += shape.size();
    starts.add(chance(3) ? name + " free" : name + " = " + formula(shape, 1, fixed()) + "*" + quantity(kind, ""));
    scope.add(ratio);
    declare(name, shape.declared() + unit(name, kind), shape, coordinate, quantity(kind, "/s"));
    return new Moving(name, shape, coordinate, ratio.name(), quantity);
  }

  private void declare(String name, String type, Shape shape, boolean coordinate, String rate) {
    if (!coordinate) {
      members.add("state " + name + type + ";");
      return;
    }
    String speed = name + "_rate";
    members.add("coordinate " + name + type + " rate " + speed + ";");
    // A rate counts in the unit of its coordinate by second.
    values.put(speed, values.getOrDefault(name, 1.0));
    states += shape.size();
    scope.add(ratio(speed, shape, Term.Use.STATE, rate));
    starts.add(speed + " = " + (shape.isScalar() ? "0" : "zeros(" + shape.rows() + ")"));
  }

  /** Solvable: the slope of the left side is between 1 and 3. */
  private Variable algebraic(List<Variable> names) {
    String name = fresh("z");
    Shape shape = shape();
    Units kind = Units.any(random);
    String quantity = quantity(kind, "");
    members.add("algebraic " + name + shape.declared() + unit(name, kind)
        + (chance(2) ? " = 0.5*" + quantity : "") + ";");
    Variable ratio = ratio(name, shape, Term.Use.STATE | Term.Use.CONTROL, quantity);
    String z = ratio.name();
    dynamics.add("equation 2*" + z + " + tanh(" + z + " + " + formula(shape, 1, names) + ") == "
        + formula(shape, 2, names) + ";");
    return ratio;
  }

  /** A kinetic energy that is positive whatever moves: half a sum of squares of rates, those of all coordinates among them. */
  private void lagrangian(List<Moving> coordinates, List<Variable> names) {
    List<String> ratios = coordinates.stream()
        .flatMap(c -> IntStream.rangeClosed(1, c.shape().size())
            .mapToObj(i -> c.shape().isScalar() ? c.ratio() : c.ratio() + "[" + i + "]"))
        .toList();
    String places = "[" + ratios.stream().map(r -> wave(List.of(r))).collect(Collectors.joining(", ")) + ", "
        + wave(ratios) + "]";
    String speeds = coordinates.stream()
        .map(c -> (c.shape().isScalar() ? "der(" + c.ratio() + ")^2" : "sumsq(der(" + c.ratio() + "))"))
        .collect(Collectors.joining(" + "));
    String place = fresh("y");
    members.add("let " + place + " = " + places + ";");
    List<String> lines = new ArrayList<>(List.of(
        "kinetic = 0.5 [J*s^2]*(" + speeds + ") + 0.3 [J*s^2]*sumsq(der(" + place + "));",
        "potential = 1.5 [J]*" + wave(ratios) + " + 200 [N*cm]*" + wave(ratios) + ";"));
    if (chance(2)) {
      lines.add("dissipation = 0.1 [W*s^2]*(" + speeds + ");");
    }
    for (Moving c : coordinates) {
      if (chance(2)) {
        // A generalized force is an energy by the coordinate.
        lines.add("force(" + c.name() + ") = " + formula(c.shape(), 2, names) + "*1 [J]"
            + (c.kept().isEmpty() ? "" : "/" + c.kept()) + ";");
      }
    }
    members.add("lagrangian {\n    " + String.join("\n    ", lines) + "\n  }");
  }

  /** A smooth number of the order of one. */
  private String wave(List<String> names) {
    String sum = names.stream()
        .map(name -> String.format(Locale.ROOT, "%.2f*%s", random.nextDouble(0.2, 1.2), name))
        .collect(Collectors.joining(" + "));
    return (chance(2) ? "sin(" : "cos(") + sum + ")";
  }
}
