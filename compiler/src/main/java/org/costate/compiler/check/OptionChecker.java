/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.compiler.ast.Block;
import org.costate.compiler.ast.Expression;
import org.costate.compiler.ast.Name;
import org.costate.compiler.ast.Setting;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;
import org.costate.compiler.types.Type;
import org.costate.runtime.problem.MethodSchema;
import org.costate.runtime.problem.OptionSchema;
import org.costate.runtime.problem.OptionType;

/** An option block against the schema of its method: known names, fitting values, none twice (E0802, E0803, E0805). */
final class OptionChecker {
  private final Analysis facts;
  private final MethodSchema schema;
  private final Set<String> elsewhere;
  private final Diagnostics diagnostics;
  private final Map<String, Span> given = new HashMap<>();

  /** @param elsewhere groups that are no options of the method */
  OptionChecker(Analysis facts, MethodSchema schema, Set<String> elsewhere, Diagnostics diagnostics) {
    this.facts = facts;
    this.schema = schema;
    this.elsewhere = elsewhere;
    this.diagnostics = diagnostics;
  }

  /** Checks a block and puts the values found, as text, into {@code options}. */
  void options(Block block, Map<String, String> options) {
    options(block, "", options);
  }

  private void options(Block block, String group, Map<String, String> options) {
    for (Setting setting : block.settings()) {
      switch (setting) {
        case Setting.Option option -> option(option, group, options);
        case Setting.Group nested -> {
          String name = group + nested.name() + ".";
          if (elsewhere.contains(group + nested.name())) {
            continue;
          }
          if (Stream.concat(schema.optionNames().stream(), elsewhere.stream()).anyMatch(n -> n.startsWith(name))) {
            options(nested.block(), name, options);
          } else {
            unknown(nested.name(), group, true);
          }
        }
        case Setting.Expect s -> misplaced(s.span(), "expect", group);
        case org.costate.compiler.ast.Member.Start s -> misplaced(s.span(), "start", group);
        case org.costate.compiler.ast.Member.Guess s -> misplaced(s.span(), "guess", group);
      }
    }
  }

  private void misplaced(Span place, String what, String group) {
    if (!group.isEmpty()) {
      diagnostics.report(Diagnostic
          .at(Code.E0802, place, "`" + what + "` does not belong to a group of options")
          .label("inside `" + group.substring(0, group.length() - 1) + "`")
          .help("move it out of the inner braces"));
    }
  }

  private void option(Setting.Option option, String group, Map<String, String> options) {
    String name = group + option.name();
    Optional<OptionSchema> known = schema.option(name);
    if (known.isEmpty()) {
      unknown(option.name(), group, false);
      return;
    }
    Span before = given.putIfAbsent(name, option.name().span());
    if (before != null) {
      diagnostics.report(Diagnostic
          .at(Code.E0805, option.name().span(), "option `" + name + "` is given twice")
          .label("given again here")
          .second(before, "first given here"));
      return;
    }
    text(known.get(), option).ifPresent(text -> {
      if (known.get().type().accepts(text)) {
        options.put(name, text);
      } else {
        unfit(known.get(), option, text);
      }
    });
  }

  /** @param braces whether it was written as a group */
  private void unknown(Name name, String group, boolean braces) {
    List<String> here = members(group);
    String place = group.isEmpty() ? "`" + schema.name() + "`"
        : "`" + group.substring(0, group.length() - 1) + "` of `" + schema.name() + "`";
    if (here.contains(name.text())) {
      diagnostics.report(Diagnostic
          .at(Code.E0802, name.span(), braces
              ? "`" + name + "` is an option, not a group of options"
              : "`" + name + "` is a group of options")
          .label(braces ? "it takes a value" : "it takes braces")
          .help(braces ? "write `" + name + " = ...;`"
              : "write `" + name + " { ... }`, with "
                  + NameReporter.quoted(members(group + name + "."))));
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0802, name.span(), "unknown option `" + name + "`")
        .label("not an option of " + place)
        .help("the options are " + NameReporter.quoted(here));
    List<String> inner = schema.optionNames().stream().filter(n -> n.endsWith("." + name)).toList();
    if (group.isEmpty() && !inner.isEmpty()) {
      String owner = inner.getFirst().substring(0, inner.getFirst().length() - name.text().length() - 1);
      diagnostic.help("`" + owner + " { " + name + " = ...; }` is one");
    } else {
      Suggestions.closest(name.text(), here).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
    }
    diagnostics.report(diagnostic);
  }

  /** The names directly inside a group. */
  private List<String> members(String group) {
    return schema.optionNames()
        .stream()
        .filter(n -> n.startsWith(group))
        .map(n -> n.substring(group.length()))
        .map(n -> n.contains(".") ? n.substring(0, n.indexOf('.')) : n)
        .distinct()
        .toList();
  }

  /** The value as text; empty if it has an error that is reported. */
  private Optional<String> text(OptionSchema schemaOf, Setting.Option option) {
    Expression value = option.value().bare();
    return switch (schemaOf.type()) {
      case OptionType.Choice t -> value instanceof Expression.Reference word
          ? Optional.of(word.name().text())
          : Optional.of(value instanceof Expression.Text quoted ? quoted.value() : value.span().text());
      case OptionType.Text t -> value instanceof Expression.Text quoted
          ? Optional.of(quoted.value())
          : refuse(schemaOf, option, facts.shapes().type(value));
      case OptionType.Flag t -> {
        Type type = facts.shapes().type(value);
        yield type instanceof Type.Truth && facts.constancy().constant(value)
            ? Optional.of(String.valueOf(facts.constants().evaluate(value).value() != 0))
            : refuse(schemaOf, option, type);
      }
      case OptionType.Sizes t -> facts.shapes()
          .constant(value)
          .map(v -> v.elements().stream().map(Numbers::text).collect(Collectors.joining(",")))
          .or(() -> refuse(schemaOf, option, facts.shapes().type(value)));
      case OptionType.Names t -> names(value)
          .map(all -> all.stream().map(Expression.Reference::text).collect(Collectors.joining(",")))
          .or(() -> refuse(schemaOf, option, facts.shapes().type(value)));
      case OptionType.IntegerRange t -> number(schemaOf, option, value);
      case OptionType.RealRange t -> number(schemaOf, option, value);
    };
  }

  /** Names in brackets, or a single one; empty for anything else. */
  static Optional<List<Expression.Reference>> names(Expression value) {
    List<Expression> all = value instanceof Expression.Array array && array.rows().size() == 1
        && array.rows().getFirst().loop().isEmpty() ? array.rows().getFirst().elements() : List.of(value);
    return all.stream().allMatch(e -> e.bare() instanceof Expression.Reference)
        ? Optional.of(all.stream().map(e -> (Expression.Reference) e.bare()).toList())
        : Optional.empty();
  }

  private Optional<String> number(OptionSchema schemaOf, Setting.Option option, Expression value) {
    Type type = facts.shapes().type(value);
    if (!type.equals(Type.NUMBER)) {
      return refuse(schemaOf, option, type);
    }
    facts.units().option(value, schemaOf.name(), schemaOf.unit());
    return facts.shapes().constant(value).map(v -> Numbers.text(v.value()));
  }

  private Optional<String> refuse(OptionSchema schemaOf, Setting.Option option, Type found) {
    if (!found.unknown()) {
      unfit(schemaOf, option, found.describe());
    }
    return Optional.empty();
  }

  private void unfit(OptionSchema schemaOf, Setting.Option option, String found) {
    diagnostics.report(Diagnostic
        .at(Code.E0803, option.value().span(), "option `" + schemaOf.name() + "` must be "
            + schemaOf.type().describe())
        .label("this is " + found)
        .note(schemaOf.name() + ": " + schemaOf.doc()));
  }
}
