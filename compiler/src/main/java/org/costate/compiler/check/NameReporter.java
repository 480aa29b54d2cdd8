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
import org.costate.compiler.ast.Item;
import org.costate.compiler.ast.Member;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.modules.ModuleGraph;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/** Words the errors about names (E02). A name that failed once in a container is not reported again there. */
final class NameReporter {
  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;
  private final Set<String> failed = new HashSet<>();
  private final List<Unknown> unknown = new ArrayList<>();
  /** Names of the language that a declaration wanted for itself, which was reported. */
  private final Set<String> wanted = new HashSet<>();
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

  /**
   * A name that nothing in reach has; reported by {@link #finish}, when all names are declared.
   *
   * @param wanted which symbols could stand at the place of the name
   */
  void unknown(Name name, Scope scope, Predicate<Symbol> wanted) {
    String where = name.span().source().name() + " " + scope.description();
    if (!scope.lacks(name.text()) && !damage.mentions(name.text()) && failed.add(where + " " + name)) {
      unknown.add(new Unknown(name, scope, wanted, constraint));
    }
  }

  private record Unknown(Name name, Scope scope, Predicate<Symbol> wanted, Optional<ConstraintItem> constraint) {}

  /** Reports the names that turned out to be unknown. */
  void finish(ModuleGraph program, Bindings bindings) {
    for (Unknown found : unknown) {
      Name name = found.name();
      SourceFile file = program.file(name.span().source());
      Optional<Symbol> hidden = found.scope().findHidden(name.text());
      Optional<Symbol> elsewhere = bindings.declared(name).filter(s -> found.constraint().isEmpty());
      diagnostics.report(hidden.map(s -> inDynamics(name, s))
          .or(() -> elsewhere.map(s -> invisible(name, s, file)))
          .orElseGet(() -> undeclared(found)));
    }
    unknown.clear();
  }

  private static Diagnostic.Builder inDynamics(Name name, Symbol let) {
    return Diagnostic.at(Code.E0202, name.span(), "`" + name + "` is not visible here")
        .label("outside the dynamics block that defines it")
        .second(let.place().orElseThrow(), "defined inside this block")
        .help("move the `let` out of `dynamics { ... }`, to the model");
  }

  /** Declared, but somewhere else. */
  private static Diagnostic.Builder invisible(Name name, Symbol symbol, SourceFile file) {
    Span declared = symbol.place().orElseThrow();
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0202, name.span(), "`" + name + "` is not visible here");
    Optional<Item> around = file.items().stream().filter(i -> inside(declared, i.span())).findFirst();
    Optional<Item> here = file.items().stream().filter(i -> inside(name.span(), i.span())).findFirst();
    if (symbol instanceof Symbol.Parameter) {
      return diagnostic.label("outside the function that has this parameter")
          .second(declared, "a parameter lives in its function")
          .help("give the function's argument here");
    }
    if (symbol instanceof Symbol.Loop) {
      return diagnostic.label("outside the `for` that counts it")
          .second(declared, "counts inside this call or bracket only")
          .help("write a number or a const, or put this into the `for`, too");
    }
    if (around.equals(here)) {
      return diagnostic.label("outside the block that defines it")
          .second(declared, "defined inside its block")
          .help("move it out of the block");
    }
    String owner = around.map(NameReporter::describe).orElse("elsewhere");
    diagnostic.label("declared in " + owner).second(declared, "declared here");
    return here.orElse(null) instanceof Item.Model && around.orElse(null) instanceof Item.Problem
        ? diagnostic.help("a problem sees the names of its model, never the other way round: declare it in the model")
        : diagnostic.help("what several of them need stands in the model they share, or outside of all");
  }

  private static boolean inside(Span inner, Span outer) {
    return inner.source().equals(outer.source()) && outer.start() <= inner.start() && inner.end() <= outer.end();
  }

  private static String describe(Item item) {
    return switch (item) {
      case Item.Model m -> "model `" + m.name() + "`";
      case Item.Problem p -> "problem `" + p.name() + "`";
      case Item.Policy p -> "policy `" + p.name() + "`";
      case Item.Declaration d -> "another declaration";
      case Item.Run r -> "a run";
    };
  }

  private static Diagnostic.Builder undeclared(Unknown found) {
    Name name = found.name();
    Scope scope = found.scope();
    List<String> candidates =
        scope.visible().stream().filter(n -> scope.find(n).filter(found.wanted()).isPresent()).toList();
    Diagnostic.Builder diagnostic = found.constraint()
        .map(item -> inConstraint(item, name, scope, candidates))
        .orElseGet(() -> Diagnostic.at(Code.E0201, name.span(), "unknown name `" + name + "`")
            .label("not declared " + scope.description()));
    Optional<String> twin = Spelling.lookalike(name.text(), candidates);
    Optional<String> other = Spelling.here(name.text());
    Optional<String> advice = Spelling.advice(name.text());
    if (twin.isPresent()) {
      return diagnostic.help(described(scope, twin.get()) + " only looks the same: "
          + Spelling.difference(name.text(), twin.get())).fix(Fix.replace(name.span(), twin.get()));
    }
    if (other.isPresent()) {
      return diagnostic.help("here this is written `" + other.get() + "`").fix(Fix.replace(name.span(), other.get()));
    }
    if (advice.isPresent()) {
      return diagnostic.help(advice.get());
    }
    Suggestions.closest(name.text(), candidates)
        .ifPresent(near -> diagnostic
            .help(similar(scope.find(near).orElseThrow(), name.span()))
            .fix(Fix.replace(name.span(), near)));
    return diagnostic;
  }

  private static String similar(Symbol symbol, Span reader) {
    return Kinds.withArticle(symbol.kind()) + " has a similar name: `" + symbol.name() + "`"
        + symbol.place().map(p -> " (" + place(p, reader) + ")").orElse("");
  }

  private static String described(Scope scope, String name) {
    Symbol symbol = scope.find(name).orElseThrow();
    return Kinds.withArticle(symbol.kind()) + " `" + name + "`"
        + symbol.place().map(p -> " (line " + p.line() + ")").orElse("");
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

  /** Where something is, for who reads about {@code reader}. */
  private static String place(Span place, Span reader) {
    return place.source() == reader.source() ? "line " + place.line() : place.source().name() + ":" + place.line();
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
      wanted.add(name.text());
      diagnostics.report(Diagnostic
          .at(Code.E0203, name.span(), "`" + name + "` belongs to the language")
          .label("a " + symbol.kind() + " cannot have this name")
          .help("choose another name"));
      return;
    }
    Span first = taken.place().get();
    boolean later = name.span().source() != first.source() || name.span().start() > first.start();
    Diagnostic.Builder diagnostic = Diagnostic.at(Code.E0203, name.span(), "`" + name + "` is declared twice")
        .label(later ? "declared again here" : "declared here")
        .second(first, later ? "first declared here" : "and here, around it")
        .note(symbol instanceof Symbol.Variable || symbol instanceof Symbol.Let
            ? "a model is one namespace; nothing is shadowed silently"
            : "one name means one thing; nothing is shadowed silently");
    if (taken instanceof Symbol.Module) {
      diagnostic.help("give the module another name: `import ... as other;`");
    } else {
      deletion(symbol).ifPresent(diagnostic::fix);
    }
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
    if (found.place().isEmpty() && wanted.contains(name.text())) {
      return;
    }
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
    if (call.arguments().isEmpty()) {
      diagnostics.report(diagnostic.fix(Fix.replace(call.span(), callee.text())));
      return;
    }
    String inside = call.span().text().substring(call.callee().span().text().length()).strip();
    String indices = "[" + inside.substring(1, inside.length() - 1) + "]";
    boolean numbers = call.arguments().stream().allMatch(a -> a.value() instanceof Expression.Number);
    boolean time = call.arguments().size() == 1 && inside.equals("(t)");
    if (time) {
      diagnostic.help("a name means its value now").fix(Fix.replace(call.span(), callee.text()));
    } else if (numbers && array(found)) {
      diagnostic.help("an element stands in brackets").fix(Fix.replace(call.span(), callee + indices));
    } else if (found instanceof Symbol.Variable || found instanceof Symbol.Let) {
      diagnostic.help("for a product write `" + callee + "*" + inside + "`, for an element `" + callee + indices + "`");
    }
    diagnostics.report(diagnostic);
  }

  private static boolean array(Symbol symbol) {
    return switch (symbol) {
      case Symbol.Variable s -> !s.declaration().shape().isEmpty();
      case Symbol.Let s -> !s.declaration().shape().isEmpty();
      case Symbol.Constant s -> !s.declaration().shape().isEmpty();
      default -> false;
    };
  }

  void selected(Expression.Select select) {
    diagnostics.report(Diagnostic.at(Code.E0204, select.base().span(), "this has no names inside")
        .label("a value, not a module")
        .help("only modules have names inside; the elements of an array are counted: `a[1]`"));
  }

  void calledExpression(Expression callee) {
    diagnostics.report(Diagnostic.at(Code.E0204, callee.span(), "this is not a function")
        .label("only functions are called")
        .help("a product needs `*`"));
  }

  /** The state after a step, in a formula. */
  void next(Expression.Call call) {
    diagnostics.report(Diagnostic.at(Code.E0901, call.span(), "`next` in a formula is not built yet")
        .label("not built yet")
        .help("write out the next state"));
  }

  static String quoted(List<String> names) {
    return String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }
}
