/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.List;
import java.util.Optional;
import org.costate.compiler.ast.Argument;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Statement;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;

/**
 * What names mean in a policy: its inputs, its layers, the functions of policies, then the names of the file. Of the problem it sees the
 * observations that {@code input} names, and nothing else (E0810).
 */
final class PolicyResolver {
  private final Bindings bindings;
  private final NameReporter reporter;
  private final ExpressionResolver expressions;
  private final Diagnostics diagnostics;
  private final Item.Policy policy;
  private final Scope own;
  private final Optional<Scope> problem;

  /** @param problem the names of the problem that the policy is for; empty if there is none, which was reported */
  PolicyResolver(Bindings bindings, NameReporter reporter, ExpressionResolver expressions, Diagnostics diagnostics,
      Item.Policy policy, Scope file, Optional<Scope> problem) {
    this.bindings = bindings;
    this.reporter = reporter;
    this.expressions = expressions;
    this.diagnostics = diagnostics;
    this.policy = policy;
    this.problem = problem;
    Scope words = file.inner("in policy `" + policy.name() + "`");
    for (NetworkCall call : NetworkCall.values()) {
      words.put(new Symbol.NetworkFunction(call));
    }
    this.own = words.inner();
    if (problem.isEmpty()) {
      own.markIncomplete();
    }
  }

  void resolve() {
    for (Statement statement : policy.statements()) {
      switch (statement) {
        case Statement.Input s -> s.names().forEach(this::input);
        case Statement.Layer s -> declare(s.name(), new Symbol.Layer(s));
        case Member.Let s -> declare(s.name(), new Symbol.Layer(s));
        default -> {}
      }
    }
    for (Statement statement : policy.statements()) {
      switch (statement) {
        case Statement.Layer s -> resolve(s.value());
        case Member.Let s -> {
          s.shape().forEach(this::resolve);
          resolve(s.value());
        }
        case Statement.Output s -> output(s);
        default -> {}
      }
    }
  }

  private void declare(Name name, Symbol symbol) {
    Optional<Symbol> taken = own.declare(symbol);
    if (taken.isPresent()) {
      reporter.declaredTwice(name, symbol, taken.get());
    } else {
      bindings.bind(name, symbol);
    }
  }

  private void input(Name name) {
    if (problem.isEmpty()) {
      return;
    }
    Scope around = problem.get();
    Optional<Symbol> found = around.member(name.text());
    if (found.isPresent() && found.get() instanceof Symbol.Observation) {
      if (own.member(name.text()).isPresent()) {
        diagnostics.report(Diagnostic.at(Code.E0203, name.span(), "`" + name + "` is an input already")
            .label("named again"));
      }
      bindings.bind(name, found.get());
      own.put(found.get());
      return;
    }
    own.lose(name.text());
    if (found.isPresent()) {
      unseen(name, found.get());
    } else if (!around.lacks(name.text())) {
      List<String> seen = observations(around);
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0810, name.span(), "unknown observation `" + name + "`")
          .label("not observed " + around.description())
          .help(seen.isEmpty()
              ? "the problem observes nothing; say what is seen: `observe seen = ...;`"
              : "observed are " + NameReporter.quoted(seen));
      Suggestions.closest(name.text(), seen).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
      diagnostics.report(diagnostic);
    }
  }

  private static List<String> observations(Scope problem) {
    return problem.members()
        .stream()
        .filter(n -> problem.member(n).orElseThrow() instanceof Symbol.Observation)
        .toList();
  }

  /** A name of the problem that a policy cannot read. */
  private void unseen(Name name, Symbol symbol) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0810, name.span(), "a policy does not see " + symbol)
        .label("policies read observations only")
        .help("observe it in the problem, `observe seen_" + name + " = " + name + ";`, and name that in `input`");
    symbol.place().ifPresent(p -> diagnostic.second(p, "declared here"));
    diagnostics.report(diagnostic);
  }

  private void notAnInput(Name name, Symbol symbol) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0810, name.span(), "`" + name + "` is not an input of policy `" + policy.name() + "`")
        .label("observed, but not named in `input`");
    symbol.place().ifPresent(p -> diagnostic.second(p, "observed here"));
    Optional<Span> last = policy.statements()
        .stream()
        .filter(Statement.Input.class::isInstance)
        .map(s -> ((Statement.Input) s).names().getLast().span())
        .findFirst();
    last.ifPresentOrElse(place -> diagnostic.fix(Fix.insertAfter(place, ", " + name)),
        () -> diagnostic.help("begin the policy with `input " + name + ";`"));
    diagnostics.report(diagnostic);
  }

  private void output(Statement.Output output) {
    problem.ifPresent(around -> {
      Name name = output.name();
      Optional<Symbol> found = around.member(name.text());
      if (found.isPresent() && found.get() instanceof Symbol.Variable v && v.is(Member.Variable.Kind.CONTROL)) {
        bindings.bind(name, v);
      } else if (found.isPresent() || !around.lacks(name.text())) {
        noControl(name, found, around);
      }
    });
    if (output.stochastic() && output.value().bare() instanceof Expression.Call distribution) {
      distribution.arguments().forEach(this::argument);
    } else if (!output.stochastic()) {
      resolve(output.value());
    }
  }

  private void noControl(Name name, Optional<Symbol> found, Scope around) {
    List<String> controls = around.members()
        .stream()
        .filter(n -> around.member(n).orElseThrow() instanceof Symbol.Variable v
            && v.is(Member.Variable.Kind.CONTROL))
        .toList();
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0811, name.span(), found.map(s -> "`" + name + "` is " + Kinds.withArticle(s.kind())
            + ", not a control").orElse("there is no control `" + name + "`"))
        .label("a policy decides on controls")
        .help(controls.isEmpty() ? "the problem has no control" : "the controls are " + NameReporter.quoted(controls));
    Suggestions.closest(name.text(), controls).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
    diagnostics.report(diagnostic);
  }

  private void argument(Argument argument) {
    if (argument.name().filter(n -> NetworkCall.isWord(n.text())).isPresent()) {
      return;
    }
    if (argument.loop().isPresent()) {
      expressions.argument(argument, own);
    } else {
      resolve(argument.value());
    }
  }

  private void resolve(Expression expression) {
    switch (expression) {
      case Expression.Reference e -> {
        if (!hidden(e)) {
          expressions.resolve(e, own);
        }
      }
      case Expression.Call e when e.callee().bare() instanceof Expression.Reference callee
          && callee.qualifier().isEmpty()
          && own.find(callee.name().text()).orElse(null) instanceof Symbol.NetworkFunction function -> {
        bindings.bind(callee.name(), function);
        List<String> parameters = function.function().parameters();
        for (int i = 0; i < e.arguments().size(); i++) {
          if (i >= parameters.size() || !NetworkCall.isWord(parameters.get(i))
              || e.arguments().get(i).name().isPresent()) {
            argument(e.arguments().get(i));
          }
        }
      }
      case Expression.Call e -> {
        if (!(e.callee().bare() instanceof Expression.Reference callee && hidden(callee))) {
          expressions.callee(e, own);
        }
        e.arguments().forEach(this::argument);
      }
      case Expression.Array e -> e.rows().forEach(row -> {
        if (row.loop().isPresent()) {
          expressions.row(row, own);
        } else {
          row.elements().forEach(this::resolve);
        }
      });
      case Expression.Select e -> expressions.resolve(e, own);
      default -> Children.of(expression).forEach(this::resolve);
    }
  }

  /** Whether a name is one of the problem that the policy does not see, which is reported once. */
  private boolean hidden(Expression.Reference reference) {
    Name name = reference.name();
    if (!reference.qualifier().isEmpty() || own.find(name.text()).isPresent() || own.lacks(name.text())) {
      return false;
    }
    Optional<Symbol> found = problem.flatMap(p -> p.member(name.text()));
    found.ifPresent(symbol -> {
      own.lose(name.text());
      switch (symbol) {
        case Symbol.Observation s -> notAnInput(name, s);
        case Symbol.Variable s -> unseen(name, s);
        case Symbol.Noise s -> unseen(name, s);
        case Symbol.Let s -> unseen(name, s);
        default -> diagnostics.report(Diagnostic
            .at(Code.E0810, name.span(), "a policy does not see " + symbol)
            .label("declared in the problem")
            .help("declare it at the top of the file, or in the policy"));
      }
    });
    return found.isPresent();
  }
}
