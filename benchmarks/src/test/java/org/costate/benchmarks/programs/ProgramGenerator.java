/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws one well-typed program with a model, a problem and a run. The same seed gives the same program. */
final class ProgramGenerator {
  private static final int FIXED = Term.Use.PARAM;
  private static final int EVERYTHING = -1;

  private final Random random;
  private final List<Variable> scope = new ArrayList<>();
  private final List<Function> functions = new ArrayList<>();
  private final List<GeneratedProgram.Named> defaults = new ArrayList<>();
  private final List<GeneratedProgram.Named> lets = new ArrayList<>();
  private final boolean heavy;
  private int names;

  private ProgramGenerator(long seed) {
    this.random = new Random(seed);
    this.heavy = chance(25);
  }

  static GeneratedProgram program(long seed) {
    return new ProgramGenerator(seed).draw();
  }

  private String fresh(String kind) {
    return kind + names++;
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private Shape shape() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> Shape.vector(2 + random.nextInt(3));
      case 2 -> Shape.matrix(2 + random.nextInt(2), 2 + random.nextInt(2));
      default -> Shape.SCALAR;
    };
  }

  private Shape shapeOfVariable() {
    return random.nextInt(3) == 0 ? Shape.vector(2 + random.nextInt(3)) : Shape.SCALAR;
  }

  private int depth() {
    return (heavy ? 3 : 1) + random.nextInt(4);
  }

  private Term draw(Shape shape, int depth, List<Variable> names, int allowed) {
    return new ExpressionGenerator(random, names, functions, allowed, () -> fresh("i")).expression(shape, depth);
  }

  private Term draw(Shape shape, int allowed) {
    return draw(shape, depth(), scope, allowed);
  }

  private GeneratedProgram draw() {
    StringBuilder file = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      file.append(constant());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      file.append(function());
    }
    boolean oneContainer = chance(4);
    List<String> model = new ArrayList<>();
    declare(model, "param", 1 + random.nextInt(3), Term.Use.PARAM);
    declare(model, "signal", random.nextInt(2), Term.Use.SIGNAL);
    List<Variable> states = new ArrayList<>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Variable state = new Variable(fresh("x"), shapeOfVariable(), Term.Use.STATE);
      states.add(state);
      model.add(declaration("state", state) + ";");
    }
    List<Variable> controls = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      controls.add(new Variable(fresh("u"), shapeOfVariable(), Term.Use.CONTROL));
    }
    controls.forEach(u -> model.add(declaration("control", u) + bounds() + ";"));
    scope.addAll(states);
    scope.addAll(controls);
    scope.add(new Variable("t", Shape.SCALAR, Term.Use.TIME));
    model.addAll(lets(random.nextInt(3)));
    List<String> dynamics = new ArrayList<>();
    List<Variable> outside = List.copyOf(scope);
    dynamics.addAll(lets(random.nextInt(3)));
    Collections.shuffle(model, random);
    // The numbers of a state are in the order of the declarations.
    states.sort(Comparator.comparing(x -> position(model, declaration("state", x))));
    controls.sort(Comparator.comparing(u -> position(model, declaration("control", u))));
    boolean discrete = chance(3);
    List<Term> rates = states.stream().map(x -> draw(x.shape(), EVERYTHING)).toList();
    for (int i = 0; i < states.size(); i++) {
      dynamics.add((discrete ? "next(" : "der(") + states.get(i).name() + ") = " + rates.get(i).text() + ";");
    }
    // What the dynamics block names is known only there.
    scope.clear();
    scope.addAll(outside);
    Collections.shuffle(dynamics, random);
    model.add(random.nextInt(model.size() + 1), "dynamics {\n    " + String.join("\n    ", dynamics) + "\n  }");

    List<String> problem = new ArrayList<>();
    declare(problem, "param", random.nextInt(2), Term.Use.PARAM);
    problem.addAll(lets(random.nextInt(2)));
    int steps = 1 + random.nextInt(6);
    Term horizon = discrete ? Terms.literal(Integer.toString(steps))
        : Terms.infix("*", Term.PRODUCT, Terms.literal("0.04"), Terms.literal(Integer.toString(steps)),
            (a, b) -> a * b);
    problem.add("horizon " + horizon.text() + " steps " + steps + ";");
    GeneratedProgram.Rule rule = GeneratedProgram.Rule.values()[random.nextInt(3)];
    int substeps = discrete || chance(2) ? 1 : 1 + random.nextInt(3);
    boolean costLeft = !discrete && chance(3);
    if (!discrete) {
      problem.add("integrator " + rule.name().toLowerCase(java.util.Locale.ROOT)
          + (substeps > 1 ? " substeps " + substeps : "") + (costLeft ? " cost left" : "") + ";");
    }
    List<Term> start = states.stream().map(x -> draw(x.shape(), 1, scope, FIXED)).toList();
    problem.add("start " + assignments(states, start) + ";");
    List<Term> guess = controls.stream()
        .map(u -> draw(u.shape(), 2, scope, FIXED | Term.Use.TIME | Term.Use.SIGNAL))
        .toList();
    boolean guessInRun = chance(2);
    String guessText = "guess " + assignments(controls, guess) + ";";
    if (!guessInRun) {
      problem.add(guessText);
    }
    boolean maximize = chance(4);
    Term running = draw(Shape.SCALAR, EVERYTHING);
    Term terminal = draw(Shape.SCALAR, FIXED | Term.Use.STATE | Term.Use.TIME);
    problem.add((maximize ? "maximize" : "minimize") + " {\n    running effort: " + running.text()
        + ";\n    terminal goal: " + terminal.text() + ";\n  }");
    Collections.shuffle(problem, random);

    if (oneContainer) {
      List<String> all = new ArrayList<>(model);
      all.addAll(problem);
      file.append(container("problem " + GeneratedProgram.PROBLEM, all));
    } else {
      file.append(container("model Plant", model));
      file.append(container("problem " + GeneratedProgram.PROBLEM + " for Plant", problem));
    }
    List<String> run = new ArrayList<>(List.of("iterations = " + random.nextInt(20) + ";"));
    if (guessInRun) {
      run.add(guessText);
    }
    if (chance(2)) {
      run.add("regularization { initial = 1e-3; }");
      run.add("expect objective <= " + draw(Shape.SCALAR, 1, scope, FIXED).at(Term.SUM) + ";");
    }
    file.append(container("solve " + GeneratedProgram.PROBLEM + " using " + (chance(2) ? "ilqr" : "ddp"), run));
    return new GeneratedProgram(file.toString(), discrete, maximize, rule, substeps, costLeft, steps, horizon, states,
        controls, defaults, lets, rates, running, terminal, start, guess);
  }

  private static String declaration(String kind, Variable variable) {
    return kind + " " + variable.name() + variable.shape().declared();
  }

  private static int position(List<String> members, String declaration) {
    return IntStream.range(0, members.size())
        .filter(i -> members.get(i).startsWith(declaration))
        .findFirst()
        .orElseThrow();
  }

  private static String container(String head, List<String> items) {
    return head + " {\n  " + String.join("\n  ", items) + "\n}\n\n";
  }

  /** A const with a value of its own, so that formulas over consts stay computable here. */
  private String constant() {
    Shape shape = shape();
    Term value = draw(shape, 1, List.copyOf(scope), Term.Use.CONST);
    String name = fresh("k");
    // Values of consts are part of the meaning, wherever the name occurs.
    lets.add(new GeneratedProgram.Named(name, value));
    scope.add(new Variable(name, shape, Term.Use.CONST));
    return "const " + name + shape.declared() + " = " + value.text() + ";\n";
  }

  private String function() {
    List<Variable> parameters = IntStream.range(0, 1 + random.nextInt(3))
        .mapToObj(i -> new Variable(fresh("a"), shape(), Term.Use.ARGUMENT))
        .toList();
    List<Variable> inside = new ArrayList<>(scope);
    inside.addAll(parameters);
    List<Function.Local> locals = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      Shape shape = shape();
      Term value = draw(shape, 2, inside, Term.Use.ARGUMENT);
      String name = fresh("l");
      locals.add(new Function.Local(name, value));
      inside.add(new Variable(name, shape, value.uses()));
      body.append("  let ").append(name).append(shape.declared()).append(" = ").append(value.text()).append(";\n");
    }
    Term result = draw(shape(), 2, inside, Term.Use.ARGUMENT);
    Function function = new Function(fresh("f"), parameters, locals, result);
    functions.add(function);
    String head = "function " + function.name() + "("
        + String.join(", ", parameters.stream().map(p -> p.name() + p.shape().declared()).toList()) + ")"
        + result.shape().declared();
    return locals.isEmpty() && chance(2) ? head + " = " + result.text() + ";\n"
        : head + " {\n" + body + "  return " + result.text() + ";\n}\n";
  }

  private void declare(List<String> into, String kind, int count, int use) {
    for (int i = 0; i < count; i++) {
      Shape shape = shape();
      Term value = draw(shape, 1, List.copyOf(scope), FIXED);
      String name = fresh(kind.substring(0, 1));
      defaults.add(new GeneratedProgram.Named(name, value));
      scope.add(new Variable(name, shape, use));
      into.add(kind + " " + name + shape.declared() + " = " + value.text() + ";");
    }
  }

  private String bounds() {
    return switch (random.nextInt(4)) {
      case 0 -> " in [-2, 3]";
      case 1 -> " = 0.5 in [-1 - " + draw(Shape.SCALAR, 1, scope, FIXED).at(Term.ATOM) + "^2, inf]";
      case 2 -> " = 0.25";
      default -> "";
    };
  }

  private List<String> lets(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Shape shape = shape();
      Term value = draw(shape, EVERYTHING);
      String name = fresh("y");
      lets.add(new GeneratedProgram.Named(name, value));
      scope.add(new Variable(name, shape, value.uses()));
      texts.add("let " + name + shape.declared() + " = " + value.text() + ";");
    }
    return texts;
  }

  private String assignments(List<Variable> targets, List<Term> values) {
    return String.join(", ",
        IntStream.range(0, targets.size())
            .mapToObj(i -> targets.get(i).name() + " = " + values.get(i).text())
            .toList());
  }
}
