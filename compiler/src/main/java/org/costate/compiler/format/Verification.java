/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.costate.compiler.ast.SourceFile;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.InternalCompilerError;
import org.costate.compiler.parse.Lexeme;
import org.costate.compiler.parse.Parser;
import org.costate.compiler.source.Source;

/**
 * Compares a program with what it was formatted from: the same tokens and comments in the same order, and the same doc
 * comments on the same declarations. The tree is made of these alone, so it is the same tree.
 */
final class Verification {
  private static final String PHASE = "format";

  private Verification() {}

  /** @throws InternalCompilerError if they differ */
  static void verify(Source before, SourceFile tree, Source after) {
    List<String> kept = contents(before);
    List<String> written = contents(after);
    for (int i = 0; i < Math.max(kept.size(), written.size()); i++) {
      String one = i < kept.size() ? kept.get(i) : "the end";
      String other = i < written.size() ? written.get(i) : "the end";
      if (!one.equals(other)) {
        throw new InternalCompilerError(PHASE, "in " + before.name() + ", " + one + " became " + other);
      }
    }
    Diagnostics diagnostics = new Diagnostics();
    SourceFile again = Parser.parse(after, diagnostics);
    if (diagnostics.hasErrors()) {
      throw new InternalCompilerError(PHASE, before.name() + " cannot be read any more: " + diagnostics.sorted());
    }
    if (!docs(before, tree).equals(docs(after, again))) {
      throw new InternalCompilerError(PHASE, "a doc comment of " + before.name() + " has moved");
    }
  }

  /** Tokens and comments, these without the indentation of their lines. */
  private static List<String> contents(Source source) {
    return Lexeme.all(source)
        .stream()
        .map(lexeme -> lexeme.comment()
            ? String.join("\n", lexeme.text().lines().map(String::strip).toList())
            : lexeme.text())
        .toList();
  }

  /** Doc comments by the number of the token that they stand on. */
  private static Map<Integer, String> docs(Source source, SourceFile tree) {
    Tokens tokens = new Tokens(source);
    Map<Integer, String> docs = new HashMap<>();
    tree.docs().forEach((offset, doc) -> docs.put(tokens.from(offset), doc));
    return docs;
  }
}
