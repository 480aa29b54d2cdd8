/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.costate.compiler.ast.Name;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.diagnostics.Suggestions;
import org.costate.compiler.source.Span;

/** Words the errors about names that come from other files (E02). What failed once in a file is not reported again there. */
final class ImportReporter {
  /** Names of a module that a message lists. */
  private static final int LISTED = 12;

  private final SyntaxDamage damage;
  private final Diagnostics diagnostics;
  private final Set<String> failed = new HashSet<>();

  ImportReporter(SyntaxDamage damage, Diagnostics diagnostics) {
    this.damage = damage;
    this.diagnostics = diagnostics;
  }

  /**
   * A module does not declare a name.
   *
   * @param wanted which symbols could stand at the place of the name
   */
  void unknownMember(Name name, String module, Scope names, Predicate<Symbol> wanted) {
    if (names.lacks(name.text()) || damage.mentions(name.text()) || seen(name, module + "." + name)) {
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0201, name.span(), "module `" + module + "` has no `" + name + "`")
        .label("not declared in `" + module + "`");
    List<String> candidates = names.members().stream().filter(n -> names.member(n).filter(wanted).isPresent()).toList();
    Optional<String> near = Suggestions.closest(name.text(), candidates);
    near.ifPresent(n -> {
      Symbol symbol = names.member(n).orElseThrow();
      symbol.place().ifPresent(p -> diagnostic.second(p, "similar: " + symbol));
      diagnostic.fix(Fix.replace(name.span(), n));
    });
    if (near.isEmpty() && !candidates.isEmpty()) {
      String more = candidates.size() > LISTED ? " and others" : "";
      diagnostic.help("it has " + NameReporter.quoted(candidates.stream().limit(LISTED).toList()) + more);
    }
    diagnostics.report(diagnostic.note("a module gives its own names, not those that it imports"));
  }

  /**
   * No import gives a module a name.
   *
   * @param name the last part of {@code path}, its full name
   * @param known what could stand there
   */
  void unknownModule(Name name, String path, List<String> known) {
    if (damage.mentions(name.text()) || seen(name, path)) {
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0201, name.span(), "unknown module `" + path + "`")
        .label("no import of this file brings it")
        .help("an import brings it: `import " + path + ";`"
            + (path.contains(".") ? "" : ", or `import PATH." + path + " as " + path + ";`"));
    Suggestions.closest(name.text(), known).ifPresent(near -> diagnostic.fix(Fix.replace(name.span(), near)));
    diagnostics.report(diagnostic);
  }

  private boolean seen(Name name, String what) {
    return !failed.add(name.span().source().name() + " " + what);
  }

  /**
   * An import brings a name that is taken.
   *
   * @param before where an import brought it, if one did
   */
  void importedTwice(Name name, Symbol symbol, Symbol taken, Optional<Span> before) {
    if (taken == symbol) {
      diagnostics.report(Diagnostic.at(Code.E0203, name.span(), "`" + name + "` is imported twice")
          .label("imported again here")
          .second(before.orElse(name.span()), "first imported here")
          .help("delete one of the two"));
      return;
    }
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0203, name.span(), taken.place().isEmpty()
            ? "`" + name + "` belongs to the language"
            : "`" + name + "` is the name of two things")
        .label(symbol instanceof Symbol.Module ? "imported as a module" : "imported " + symbol.kind());
    before.or(taken::place)
        .ifPresent(p -> diagnostic.second(p, before.isPresent()
            ? "imported " + taken.kind()
            : "declared here, " + Kinds.withArticle(taken.kind())));
    diagnostics.report(diagnostic.help("import the module under a name of its own, `import a.b as c;`, and write `c."
        + (symbol instanceof Symbol.Module ? "NAME" : name) + "`"));
  }

  /** A model of another file has a member whose name the file uses already. */
  void inheritedTwice(Span place, String model, Symbol member, Symbol taken) {
    Diagnostic.Builder diagnostic = Diagnostic
        .at(Code.E0203, place, "`" + member.name() + "` is the name of two things")
        .label("brings in the " + member.kind() + " `" + member.name() + "` of model `" + model + "`");
    taken.place().ifPresent(p -> diagnostic.second(p, "declared here, " + Kinds.withArticle(taken.kind())));
    member.place().ifPresent(p -> diagnostic.second(p, "and here, in the model"));
    diagnostics.report(diagnostic.note("nothing is shadowed silently").help("rename the one of this file"));
  }

  /** An import that nothing needs. */
  void unused(Span place, String what, Fix fix) {
    diagnostics.report(Diagnostic.at(Code.W0201, place, what + " is imported but not used")
        .label("nothing in this file needs it")
        .fix(fix));
  }
}
