/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Domain;
import org.costate.compiler.ast.Element;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.QualifiedName;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.runtime.problem.LearningSchemas;
import org.costate.runtime.problem.MethodSchemas;
import org.costate.runtime.problem.OptionType;

/**
 * Declares every name of a program and finds what each use means. The scopes of a file, from the outside: the language, what the file
 * imports, the file, a model or a problem; inside these the lets of a dynamics block, the parameters and lets of a function, the variable
 * of a loop. A model has the names of the model that it extends, a problem those of its model.
 */
final class NameResolver {
  private final Bindings bindings = new Bindings();
  private final List<Site> sites = new ArrayList<>();
  private final List<Symbol> definitions = new ArrayList<>();
  private final Map<SourceFile, Scope> files = new IdentityHashMap<>();
  private final Map<Item.Model, Scope> models = new IdentityHashMap<>();
  private final Set<Item.Model> declared = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Symbol, Scope> problems = new HashMap<>();
  private final NameReporter reporter;
  private final ImportReporter imports;
  private final QualifiedNames qualified;
  private final ExpressionResolver expressions;
  private final Lineage lineage = new Lineage(bindings);
  private final ModelLoops loops;
  private final Diagnostics diagnostics;

  NameResolver(SyntaxDamage damage, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.reporter = new NameReporter(damage, diagnostics);
    this.imports = new ImportReporter(damage, diagnostics);
    this.qualified = new QualifiedNames(bindings, reporter, imports);
    this.expressions = new ExpressionResolver(bindings, reporter, qualified);
    this.loops = new ModelLoops(lineage, diagnostics);
  }

  /**
   * What the resolver found.
   *
   * @param sites the expressions that statements hold, except sizes, counts and indices, and what is not built yet
   * @param definitions all consts, variables, lets and functions, in source order
   */
  record Resolution(Bindings bindings, List<Site> sites, List<Symbol> definitions) {}

  Resolution resolve(ModuleGraph program) {
    Scope language = Scope.language();
    for (SourceFile file : program.files()) {
      Scope scope = language.inner("by an import").inner("in this file");
      files.put(file, scope);
      file.items().forEach(item -> declare(item, scope));
    }
    Imports imported = new Imports(program, files, bindings, imports);
    program.files().forEach(imported::bring);
    each(program, Item.Declaration.class, (declaration, scope) -> resolve(declaration.member(), scope));
    each(program, Item.Model.class, (model, scope) -> {
      models.put(model, scope.inner("in model `" + model.name() + "`"));
      model.parent().ifPresent(p -> qualified.container(p, scope, "model"));
    });
    each(program, Item.Model.class, (model, scope) -> lineage.of(model).forEach(this::declare));
    each(program, Item.Model.class, (model, scope) -> model.members().forEach(m -> resolve(m, models.get(model))));
    each(program, Item.Problem.class, this::problem);
    each(program, Item.Policy.class, this::policy);
    each(program, Item.Run.class, this::run);
    reporter.finish(program, bindings);
    if (!diagnostics.hasErrors()) {
      new UnusedImports(bindings, imports).check(program);
    }
    return new Resolution(bindings, List.copyOf(sites), List.copyOf(definitions));
  }

  /** Hands over each item of a kind with the scope of its file. */
  private <T extends Item> void each(ModuleGraph program, Class<T> kind, BiConsumer<T, Scope> visitor) {
    for (SourceFile file : program.files()) {
      for (Item item : file.items()) {
        if (kind.isInstance(item)) {
          visitor.accept(kind.cast(item), files.get(file));
        }
      }
    }
  }

  /** Declares the members of a model, if they are not yet; those of the models that it extends must be. */
  private void declare(Item.Model model) {
    if (!declared.add(model)) {
      return;
    }
    Scope own = models.get(model);
    model.parent().ifPresent(name -> {
      Optional<Item.Model> parent = loops.on(model) ? Optional.empty() : lineage.parent(model);
      parent.ifPresentOrElse(p -> inherit(models.get(p), p.name(), name, own), own::markIncomplete);
    });
    model.members().forEach(m -> declare(m, own));
  }

  /** Makes the names of a model or a problem names of {@code own}, too; where they come from another file they may be taken. */
  private void inherit(Scope from, Name container, QualifiedName place, Scope own) {
    own.inherit(from);
    if (from.beside(own)) {
      return;
    }
    for (String name : from.members()) {
      Symbol member = from.member(name).orElseThrow();
      own.findAround(name)
          .filter(taken -> taken != member)
          .ifPresent(taken -> imports.inheritedTwice(place.span(), container.text(), member, taken));
    }
  }

  private void problem(Item.Problem problem, Scope file) {
    String place = problem.model().map(m -> " or model `" + m.text() + "`").orElse("");
    Scope own = file.inner("in problem `" + problem.name() + "`" + place);
    problem.model().ifPresent(name -> {
      qualified.container(name, file, "model");
      List<Item.Model> line = lineage.of(problem);
      if (line.isEmpty()) {
        own.markIncomplete();
      } else {
        inherit(models.get(line.getLast()), line.getLast().name(), name, own);
      }
    });
    bindings.symbol(problem.name()).ifPresent(s -> problems.put(s, own));
    problem.members().forEach(m -> declare(m, own));
    problem.members().forEach(m -> resolve(m, own));
  }

  private void policy(Item.Policy policy, Scope file) {
    Optional<Scope> problem = qualified.container(policy.problem(), file, "problem").map(problems::get);
    new PolicyResolver(bindings, reporter, expressions, diagnostics, policy, file, problem).resolve();
  }

  private void run(Item.Run run, Scope file) {
    if (run.kind() == Item.Run.Kind.TRAIN) {
      qualified.container(run.target(), file, "policy")
          .flatMap(policy -> bindings.symbol(((Symbol.Policy) policy).item().problem().parts().getLast()))
          .map(problems::get)
          .ifPresent(problem -> {
            Scope own = file.inner(problem.description());
            inherit(problem, run.target().parts().getLast(), run.target(), own);
            training(run, run.block().settings(), "", own);
          });
      return;
    }
    qualified.container(run.target(), file, "problem").map(problems::get).ifPresent(problem -> {
      Scope own = file.inner(problem.description());
      inherit(problem, run.target().parts().getLast(), run.target(), own);
      settings(run, run.block().settings(), "", own);
    });
  }

  private void declare(Item item, Scope scope) {
    switch (item) {
      case Item.Model model -> declare(model.name(), new Symbol.Container(model), scope);
      case Item.Problem problem -> declare(problem.name(), new Symbol.Container(problem), scope);
      case Item.Policy policy -> declare(policy.name(), new Symbol.Policy(policy), scope);
      case Item.Declaration declaration -> declare(declaration.member(), scope);
      case Item.Run run -> {}
    }
  }

  private void declare(Member member, Scope scope) {
    switch (member) {
      case Member.Const m -> declare(m.name(), new Symbol.Constant(m), scope);
      case Member.Variable m -> declare(m.name(), new Symbol.Variable(m), scope);
      case Member.Let m -> declare(m.name(), new Symbol.Let(m), scope);
      case Member.Function m -> declare(m.name(), new Symbol.Function(m), scope);
      case Member.Coordinate m -> {
        declare(m.name(), new Symbol.Variable(Synthesized.coordinate(m)), scope);
        declare(m.rate(), new Symbol.Variable(Synthesized.rate(m)), scope);
      }
      case Member.Noise m -> declare(m.name(), new Symbol.Noise(m), scope);
      case Member.Observe m -> declare(m.name(), new Symbol.Observation(m), scope);
      case Member.Extern m -> declare(m.name(), unbuilt("extern function", m.name()), scope);
      case Member.Table m -> declare(m.name(), new Symbol.Table(m), scope);
      case Member.Horizon m ->
        m.free().ifPresent(f -> declare(f.name(), new Symbol.Variable(Synthesized.finalTime(f)), scope));
      case Member.Dynamics m -> {}
      case Member.Unit m -> {}
      case Member.Lagrangian m -> {}
      case Member.View m -> {}
      case Member.Start m -> {}
      case Member.Guess m -> {}
      case Member.Integrator m -> {}
      case Member.Objective m -> {}
      case Member.Constraints m -> {}
      case Member.Terminate m -> {}
    }
  }

  private static Symbol unbuilt(String kind, Name name) {
    return new Symbol.Unbuilt(kind, name.text(), name.span());
  }

  private void declare(Name name, Symbol symbol, Scope scope) {
    Optional<Symbol> taken = scope.declare(symbol);
    if (taken.isPresent()) {
      reporter.declaredTwice(name, symbol, taken.get());
    }
    if (taken.isEmpty() || taken.get() instanceof Symbol.Module) {
      scope.put(symbol);
      bindings.bind(name, symbol);
      if (!(symbol instanceof Symbol.Container || symbol instanceof Symbol.Policy)) {
        definitions.add(symbol);
      }
    }
  }

  private void resolve(Member member, Scope scope) {
    switch (member) {
      case Member.Const m -> {
        shape(m.shape(), scope);
        site(m.value(), Moment.COMPILING, "const `" + m.name() + "`", scope);
      }
      case Member.Variable m -> variable(m, scope);
      case Member.Let m -> let(m, scope);
      case Member.Function m -> function(m, scope);
      case Member.Dynamics m -> dynamics(m, scope);
      case Member.Start m -> start(m, scope);
      case Member.Guess m -> guess(m, scope);
      case Member.Horizon m -> {
        m.duration().ifPresent(d -> site(d, Moment.LENGTH, "the length of the horizon", scope));
        m.free().ifPresent(f -> {
          domain(f.domain(), f.name(), scope);
          f.guess().ifPresent(g -> site(g, Moment.SETUP, "the guess of `" + f.name() + "`", scope));
        });
        expressions.resolve(m.steps(), scope);
      }
      case Member.Integrator m ->
        m.substeps().ifPresent(s -> expressions.resolve(s, scope));
      case Member.Objective m -> m.items().forEach(item -> {
        switch (item.kind()) {
          case RUNNING -> site(item.value(), Moment.NOW, "a running cost", scope);
          case TERMINAL -> site(item.value(), Moment.END, "a terminal cost", scope);
        }
      });
      case Member.Coordinate m -> {
        shape(m.shape(), scope);
        m.domain().ifPresent(d -> domain(d, m.name(), scope));
      }
      case Member.Noise m -> {
        shape(m.shape(), scope);
        arguments(m.distribution(), Moment.SETUP, "the distribution of `" + m.name() + "`", scope);
      }
      case Member.Observe m -> {
        shape(m.shape(), scope);
        String what = "observation `" + m.name() + "`";
        if (Raster.is(m.value())) {
          Raster.sizes(m.value()).forEach(a -> site(a.value(), Moment.COMPILING, what, scope));
        } else {
          site(m.value(), Moment.OBSERVED, what, scope);
        }
      }
      case Member.Extern m -> {}
      case Member.Table m -> table(m, scope);
      case Member.Unit m -> {}
      case Member.Lagrangian m -> lagrangian(m, scope);
      case Member.View m -> view(m, scope);
      case Member.Constraints m -> m.items().forEach(item -> constraint(item, scope));
      case Member.Terminate m -> site(m.condition(), Moment.STEPPED, "`terminate`", scope);
    }
  }

  private void domain(Domain domain, Name name, Scope scope) {
    String what = "the bounds of `" + name + "`";
    switch (domain) {
      case Domain.Interval d -> {
        site(d.lower(), Moment.SETUP, what, scope);
        site(d.upper(), Moment.SETUP, what, scope);
      }
      case Domain.Choices d ->
        d.values().forEach(v -> site(v, Moment.COMPILING, "the values of `" + name + "`", scope));
    }
  }

  private void lagrangian(Member.Lagrangian m, Scope scope) {
    Scope inside = lets(m.statements(), scope);
    for (Statement statement : m.statements()) {
      switch (statement) {
        case Statement.Energy e -> site(e.value(), Moment.FLOW, e.kind().word() + " energy", inside);
        case Statement.Force f -> {
          expressions.name(f.coordinate(), inside);
          site(f.value(), Moment.FLOW, "force(" + f.coordinate() + ")", inside);
        }
        default -> {}
      }
    }
  }

  private void view(Member.View m, Scope scope) {
    Scope inside = lets(m.statements(), scope);
    for (Statement statement : m.statements()) {
      if (statement instanceof Statement.Drawing d) {
        Scope round = d.loop().map(l -> expressions.loop(l, inside)).orElse(inside);
        arguments(d.shape(), Moment.DRAWN, "a view", round);
      }
    }
  }

  /** The arguments of a distribution or a drawing; the callee is a word of that place. */
  private void arguments(Expression expression, Moment moment, String what, Scope scope) {
    if (expression.bare() instanceof Expression.Call call) {
      for (Argument argument : call.arguments()) {
        expressions.argument(argument, scope);
        sites.add(new Site(argument.value(), moment, what));
      }
    }
  }

  private void constraint(ConstraintItem item, Scope scope) {
    item.time().ifPresent(t -> site(t, Moment.LENGTH, "the time of a constraint", scope));
    Moment moment = switch (item.kind()) {
      case PATH, AT -> Moment.NOW;
      case INITIAL -> Moment.BEGIN;
      case TERMINAL -> Moment.END;
    };
    Scope inside = item.loop().map(l -> expressions.loop(l, scope)).orElse(scope);
    reporter.inside(item);
    site(item.condition(), moment, Moment.constraint(item.kind()), inside);
    reporter.outside();
    item.soft().ifPresent(w -> site(w, Moment.SETUP, "the weight of a soft constraint", inside));
  }

  private void shape(List<Expression> shape, Scope scope) {
    shape.forEach(e -> expressions.resolve(e, scope));
  }

  private void variable(Member.Variable m, Scope scope) {
    shape(m.shape(), scope);
    Moment moment = m.kind() == Member.Variable.Kind.SIGNAL ? Moment.PER_STEP : Moment.SETUP;
    m.value().ifPresent(v -> site(v, moment, "the value of `" + m.name() + "`", scope));
    m.distribution().ifPresent(d -> arguments(d, Moment.SETUP, "the distribution of `" + m.name() + "`", scope));
    m.domain().ifPresent(d -> domain(d, m.name(), scope));
    m.scale().ifPresent(s -> site(s, Moment.SETUP, "the scale of `" + m.name() + "`", scope));
  }

  private void let(Member.Let m, Scope scope) {
    shape(m.shape(), scope);
    site(m.value(), Moment.ANY, "let `" + m.name() + "`", scope);
  }

  private void table(Member.Table m, Scope scope) {
    m.parameters().forEach(p -> shape(p.shape(), scope));
    expressions.resolve(m.value(), scope);
    if (CsvCall.find(m.value(), bindings).isEmpty()) {
      sites.add(new Site(m.value(), Moment.COMPILING, "table `" + m.name() + "`"));
    }
  }

  private void function(Member.Function m, Scope scope) {
    Scope inside = scope.inner();
    m.parameters().forEach(p -> {
      shape(p.shape(), scope);
      declare(p.name(), new Symbol.Parameter(p), inside);
    });
    shape(m.shape(), scope);
    m.lets().forEach(l -> declare(l, inside));
    m.lets().forEach(l -> let(l, inside));
    site(m.value(), Moment.ANY, "function `" + m.name() + "`", inside);
  }

  private void dynamics(Member.Dynamics m, Scope scope) {
    Scope inside = lets(m.statements(), scope);
    for (Statement statement : m.statements()) {
      switch (statement) {
        case Statement.Derivative d -> {
          expressions.name(d.state(), inside);
          String word = d.kind() == Statement.Derivative.Kind.DER ? "der" : "next";
          site(d.value(), Moment.FLOW, word + "(" + d.state() + ")", inside);
        }
        case Statement.Equation e -> site(e.condition(), Moment.FLOW, "an equation", inside);
        case Statement.After a -> a.assignments().forEach(item -> {
          expressions.name(item.state(), inside);
          site(item.value(), Moment.STEPPED, "`after`", inside);
        });
        default -> {}
      }
    }
  }

  /** Declares and resolves the lets of a block, which are visible in it alone. */
  private Scope lets(List<Statement> statements, Scope scope) {
    Scope inside = scope.inner();
    for (Statement statement : statements) {
      if (statement instanceof Member.Let l) {
        declare(l, inside);
        bindings.symbol(l.name()).ifPresent(scope::hide);
      }
    }
    for (Statement statement : statements) {
      if (statement instanceof Member.Let l) {
        let(l, inside);
      }
    }
    return inside;
  }

  private void start(Member.Start m, Scope scope) {
    m.items().forEach(item -> {
      element(item.target(), scope);
      item.value().ifPresent(v -> site(v, Moment.SETUP, "the start of `" + item.target().name() + "`", scope));
      item.distribution()
          .ifPresent(d -> arguments(d, Moment.SETUP, "the start of `" + item.target().name() + "`", scope));
    });
  }

  private void guess(Member.Guess m, Scope scope) {
    m.items().forEach(item -> {
      element(item.target(), scope);
      boolean once = bindings.symbol(item.target().name()).orElse(null) instanceof Symbol.Variable v
          && v.is(Member.Variable.Kind.DESIGN);
      site(item.value(), once ? Moment.SETUP : Moment.GUESS, "the guess of `" + item.target().name() + "`", scope);
    });
  }

  private void element(Element element, Scope scope) {
    expressions.name(element.name(), scope);
    element.slices().forEach(s -> Children.of(s).forEach(e -> expressions.resolve(e, scope)));
  }

  private void settings(Item.Run run, List<Setting> settings, String group, Scope scope) {
    for (Setting setting : settings) {
      switch (setting) {
        case Setting.Option s -> {
          if (!choosesWord(run, group + s.name())) {
            site(s.value(), Moment.COMPILING, "option `" + group + s.name() + "`", scope);
          }
        }
        case Setting.Group s -> settings(run, s.block().settings(), group + s.name() + ".", scope);
        case Setting.Expect s -> site(s.condition(), Moment.AFTER, "an expectation", scope);
        case Member.Start s -> start(s, scope);
        case Member.Guess s -> guess(s, scope);
      }
    }
  }

  /** A teacher's formulas see what the plant is; params are set to what is known when compiling. */
  private void training(Item.Run run, List<Setting> settings, String group, Scope scope) {
    for (Setting setting : settings) {
      switch (setting) {
        case Setting.Option s when group.equals(TrainChecker.TEACHER + ".") -> {
          if (!s.name().text().equals(TrainChecker.RUN)) {
            expressions.name(s.name(), scope);
            site(s.value(), Moment.TAUGHT, "a teacher", scope);
          }
        }
        case Setting.Option s when group.endsWith("set.") -> {
          expressions.name(s.name(), scope);
          site(s.value(), Moment.COMPILING, "the value of `" + s.name() + "`", scope);
        }
        case Setting.Option s when LearningSchemas.MEASURE.equals(group + s.name()) ->
          expressions.resolve(s.value(), scope);
        case Setting.Option s -> {
          if (!choosesWord(run, group + s.name())) {
            site(s.value(), Moment.COMPILING, "option `" + group + s.name() + "`", scope);
          }
        }
        case Setting.Group s -> training(run, s.block().settings(), group + s.name() + ".", scope);
        case Setting.Expect s -> site(s.condition(), Moment.TRAINED, "an expectation of a training", scope);
        case Member.Start s -> {}
        case Member.Guess s -> {}
      }
    }
  }

  /** Whether an option's value is one of its own words, not an expression; so is whatever stands for an option that nobody knows. */
  private static boolean choosesWord(Item.Run run, String option) {
    return MethodSchemas.find(run.method().text())
        .or(() -> LearningSchemas.find(run.method().text()))
        .flatMap(m -> m.option(option))
        .map(o -> o.type() instanceof OptionType.Choice)
        .orElse(true);
  }

  private void site(Expression expression, Moment moment, String what, Scope scope) {
    expressions.resolve(expression, scope);
    sites.add(new Site(expression, moment, what));
  }
}
