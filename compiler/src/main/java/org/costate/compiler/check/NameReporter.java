/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.costate.compiler.ast.ConstraintItem;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** Words the errors about names (E02). A name that failed once in a container is not reported again there. */
final class NameReporter {
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;
  private final Set<String> failed = new HashSet<>();
  private Optional<ConstraintItem> constraint = Optional.empty();

  NameReporter(SyntaxDamage damage, Diagnostics diagnostics) {
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  /** Names are in a constraint from now on. */
  void inside(ConstraintItem item) {
    constraint = Optional.of(item);
  }

  /** Names are in no constraint any more. */
  void outside() {
    constraint = Optional.empty();
  }

  /** @param wanted which symbols could stand at the place of the name */
  void unknown(Name name, Scope scope, Predicate<Symbol> wanted) {
    if (scope.incomplete() || damage.mentions(name.text()) || !failed.add(scope.description() + " " + name)) {
      return;
    }
    Optional<Symbol> hidden = scope.findHidden(name.text());
    if (hidden.isPresent()) {
      Diagnostic.Builder diagnostic = Diagnostic
          .at(Code.E0202, name.span(), "`" + name + "` is not visible here")
          .label("outside the dynamics block that defines it")
          .help("move the `let` out of `dynamics { ... }`, to the model");
      hidden.get().place().ifPresent(p -> diagnostic.second(p, "defined inside this block"));
      diagnostics.report(diagnostic);
      return;
    }
    List<String> candidates = scope.visible().stream().filter(n -> scope.find(n).filter(wanted).isPresent()).toList();
    Diagnostic.Builder diagnostic = constraint.map(item -> inConstraint(item, name, scope, candidates))
        .orElseGet(() -> Diagnostic.at(Code.E0201, name.span(), "unknown name `" + name + "`")
            .label("not declared " + scope.description()));
    Suggestions.closest(name.text(), candidates).ifPresent(near -> {
      Symbol symbol = scope.find(near).orElseThrow();
      String place = symbol.place().map(p -> " (line " + p.line() + ")").orElse("");
      diagnostic.help(Kinds.withArticle(symbol.kind()) + " has a similar name: `" + near + "`" + place)
          .fix(Fix.replace(name.span(), near));
    });
    diagnostics.report(diagnostic);
  }

  /** Who limits something that is not there is told what there is. */
  private static Diagnostic.Builder inConstraint(ConstraintItem item, Name name, Scope scope, List<String> candidates) {
    String which = item.label().map(l -> "constraint `" + l + "`").orElse("this constraint");
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0504, name.span(), which + " uses `" + name + "`, which is not declared " + scope.description())
        .label("no control, state, param or let has this name");
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (String candidate : candidates) {
      if (scope.find(candidate).orElseThrow() instanceof Symbol.Variable v
          && (v.is(Member.Variable.Kind.CONTROL) || v.is(Member.Variable.Kind.STATE))) {
        names.computeIfAbsent(v.kind() + "s", k -> new ArrayList<>()).add(candidate);
      }
    }
    if (!names.isEmpty()) {
      diagnostic.help("names that can stand here: " + names.entrySet()
          .stream()
          .map(e -> e.getKey() + " " + quoted(e.getValue()))
          .collect(Collectors.joining("; ")));
    }
    return diagnostic;
  }

  void unknownContainer(Name name, String wanted, List<String> candidates) {
    if (damage.mentions(name.text())) {
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0201, name.span(), "unknown " + wanted + " `" + name + "`")
        .label("not declared in this file");
    Suggestions.closest(name.text(), candidates).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
    diagnostic.help(candidates.isEmpty()
        ? "there is no " + wanted + " in this file"
        : "the file has " + quoted(candidates));
    diagnostics.report(diagnostic);
  }

  void declaredTwice(Name name, Symbol symbol, Symbol taken) {
    if (taken.place().isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E0203, name.span(), "`" + name + "` belongs to the language")
          .label("a " + symbol.kind() + " cannot have this name")
          .help("choose another name"));
      return;
    }
    Span first = taken.place().get();
    boolean later = name.span().start() > first.start();
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0203, name.span(), "`" + name + "` is declared twice")
        .label(later ? "declared again here" : "declared here")
        .second(first, later ? "first declared here" : "and here, around it")
        .note("a model is one namespace; nothing is shadowed silently");
    deletion(symbol).ifPresent(diagnostic::fix);
    diagnostics.report(diagnostic);
  }

  /** Deletes the declaration, if it has its line for itself. */
  private static Optional<Fix> deletion(Symbol symbol) {
    Optional<Span> declaration = switch (symbol) {
      case Symbol.Constant s -> Optional.of(s.declaration().span());
      case Symbol.Variable s -> Optional.of(s.declaration().span());
      case Symbol.Let s -> Optional.of(s.declaration().span());
      default -> Optional.empty();
    };
    return declaration.flatMap(span -> {
      Source source = span.source();
      int line = span.line();
      if (!source.lineText(line).strip().equals(span.text()) || line == source.lineCount()) {
        return Optional.empty();
      }
      Span whole = new Span(source, source.lineStart(line), source.lineStart(line + 1));
      return Optional.of(new Fix("delete line " + line, List.of(new Fix.Edit(whole, ""))));
    });
  }

  void wrongKind(Name name, Symbol found, String needed) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0204, name.span(), "`" + name + "` is " + Kinds.withArticle(found.kind()))
        .label(needed);
    found.place().ifPresent(p -> diagnostic.second(p, "declared here"));
    if (found instanceof Symbol.BuiltIn builtin) {
      diagnostic.note(builtin.function().signature() + ": " + builtin.function().doc());
    }
    diagnostics.report(diagnostic);
  }

  void calledValue(Expression.Call call, Name callee, Symbol found) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0204, callee.span(), "`" + callee + "` is " + Kinds.withArticle(found.kind()) + ", not a function")
        .label("only functions are called");
    found.place().ifPresent(p -> diagnostic.second(p, "declared here"));
    if (call.arguments().size() == 1 && found instanceof Symbol.Variable) {
      String inside = call.arguments().getFirst().span().text();
      diagnostic.help("for a product write `" + callee + "*(" + inside + ")`, for an element `" + callee + "["
          + inside + "]`; a name means its value now, without `(t)`");
    }
    diagnostics.report(diagnostic);
  }

  void calledExpression(Expression callee) {
    diagnostics.report(Diagnostic.at(Code.E0204, callee.span(), "this is not a function")
        .label("only functions are called")
        .help("a product needs `*`"));
  }

  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }
}
