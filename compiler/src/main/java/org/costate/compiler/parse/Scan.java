/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.Diagnostics;
import org.costate.compiler.diagnostics.Fix;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.costate.grammar.CtlLexer;

/**
 * A source cut into tokens, with what no rule takes already reported and, where its meaning is plain, mended.
 *
 * @param tokens what the parser reads: no spaces, no comments; the last one is the end of the file
 * @param reported indices of tokens that were reported here, about which the parser says nothing more
 * @param docs the text of the {@code ///} lines right above a token, keyed by the offset of that token
 */
record Scan(List<Token> tokens, BitSet reported, Map<Integer, String> docs) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** The tokens of {@code source}, or nothing if it is beyond the {@link Limits}, which is then reported. */
  static Optional<Scan> of(Source source, Diagnostics diagnostics) {
    if (source.text().length() > Limits.MAX_CHARACTERS) {
      Span start = new Span(source, 0, 0);
      diagnostics.report(
          Diagnostic.at(Code.E0902, start, "the file has " + source.text().length() + " characters")
              .label("a file may have " + Limits.MAX_CHARACTERS)
              .help("split it into modules, and import them"));
      return Optional.empty();
    }
    return new Scanner(source, diagnostics).scan();
  }

  private static final class Scanner {
    private final Source source;
    private final Diagnostics diagnostics;
    private final List<Token> tokens = new ArrayList<>();
    private final BitSet reported = new BitSet();
    private final Map<Integer, String> docs = new HashMap<>();
    private final List<Token> docLines = new ArrayList<>();

    Scanner(Source source, Diagnostics diagnostics) {
      this.source = source;
      this.diagnostics = diagnostics;
    }

    Optional<Scan> scan() {
      CtlLexer lexer = new CtlLexer(new Utf16Stream(source));
      lexer.removeErrorListeners();
      Token token = lexer.nextToken();
      while (token.getType() != Token.EOF) {
        Token next = lexer.nextToken();
        switch (token.getType()) {
          case CtlLexer.WS, CtlLexer.COMMENT -> {}
          case CtlLexer.DOC -> addDocLine(token);
          case CtlLexer.BAD -> {
            int end = token.getStopIndex() + 1;
            while (next.getType() == CtlLexer.BAD && next.getStartIndex() == end) {
              end = next.getStopIndex() + 1;
              next = lexer.nextToken();
            }
            badCharacters((CommonToken) token, end);
          }
          case CtlLexer.OPEN_STRING -> openString((CommonToken) token);
          case CtlLexer.OPEN_COMMENT -> openComment(token);
          case CtlLexer.FOREIGN -> foreignOperator((CommonToken) token);
          default -> add(token);
        }
        if (tokens.size() > Limits.MAX_TOKENS) {
          diagnostics.report(
              Diagnostic.at(Code.E0902, span(token), "the file has more than " + Limits.MAX_TOKENS + " words and signs")
                  .label("this is one too many")
                  .help("split it into modules, and import them"));
          return Optional.empty();
        }
        if (token.getType() == CtlLexer.ID && token.getStopIndex() - token.getStartIndex() >= Limits.MAX_NAME) {
          Span start = new Span(source, token.getStartIndex(), token.getStartIndex() + 1);
          diagnostics.report(
              Diagnostic.at(Code.E0902, start, "a name of more than " + Limits.MAX_NAME + " characters")
                  .label("it begins here")
                  .help("give it a shorter name"));
          return Optional.empty();
        }
        token = next;
      }
      add(token);
      return Optional.of(new Scan(tokens, reported, docs));
    }

    private void add(Token token) {
      attachDocs(token);
      tokens.add(token);
    }

    private void addReported(CommonToken token) {
      reported.set(tokens.size());
      add(token);
    }

    // ---------- doc comments ----------

    private void addDocLine(Token token) {
      String before = source.text().substring(source.lineStart(line(token)), token.getStartIndex());
      boolean first = before.isBlank() || before.equals(BYTE_ORDER_MARK);
      boolean continues = !docLines.isEmpty() && line(docLines.getLast()) == line(token) - 1;
      if (!continues) {
        docLines.clear();
      }
      if (first) {
        docLines.add(token);
      }
    }

    private void attachDocs(Token token) {
      if (docLines.isEmpty()) {
        return;
      }
      if (token.getType() != Token.EOF && line(docLines.getLast()) == line(token) - 1) {
        List<String> lines = docLines.stream().map(doc -> docText(span(doc).text())).toList();
        docs.put(token.getStartIndex(), String.join("\n", lines));
      }
      docLines.clear();
    }

    private static String docText(String comment) {
      String text = comment.substring("///".length()).stripTrailing();
      return text.startsWith(" ") ? text.substring(1) : text;
    }

    private int line(Token token) {
      return source.line(token.getStartIndex());
    }

    private Span span(Token token) {
      return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
    }

    // ---------- what no rule takes ----------

    /** A full-width sign is a plain one, and a letter with a mark behind it is one letter. */
    private static void rewritten(Span span, int first, Diagnostic.Builder problem) {
      String plain = Normalizer.normalize(span.text(), Normalizer.Form.NFKC);
      if (!plain.equals(span.text()) && plain.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
        problem.label("a wide form of `" + plain + "`").fix(Fix.replace(span, plain));
      } else if (Character.getType(first) == Character.NON_SPACING_MARK && span.start() > 0) {
        Span letter = new Span(span.source(), span.start() - 1, span.end());
        String composed = Normalizer.normalize(letter.text(), Normalizer.Form.NFC);
        problem.label("a mark on the letter before it");
        if (composed.length() == 1) {
          problem.fix(new Fix("write `" + composed + "` as one character", List.of(new Fix.Edit(letter, composed))));
        }
      }
    }

    private void badCharacters(CommonToken token, int end) {
      Span span = new Span(source, token.getStartIndex(), end);
      if (span.start() == 0 && span.text().equals(BYTE_ORDER_MARK)) {
        return; // a byte order mark is how some editors start a file
      }
      token.setStopIndex(end - 1);
      int first = span.text().codePointAt(0);
      boolean one = span.text().codePointCount(0, span.text().length()) == 1;
      String what = one ? "the character " + named(first) : "these characters";
      Diagnostic.Builder problem =
          Diagnostic.at(Code.E0104, span, what + (one ? " has" : " have") + " no meaning here");
      switch (first) {
        case 0x201C, 0x201D, 0x201E -> problem.help("texts stand in straight quotes: \"...\"");
        case 0x2018, 0x2019 -> problem.help("the transpose is a straight quote: A'");
        case 0x2212, 0x2013, 0x2014 -> problem.help("the minus sign is `-`").fix(Fix.replace(span, "-"));
        case 0xB7, 0xD7, 0x22C5, 0x2217 -> problem.help("a product is written with `*`").fix(Fix.replace(span, "*"));
        case 0xF7 -> problem.help("a quotient is written with `/`").fix(Fix.replace(span, "/"));
        case 0x2264 -> problem.fix(Fix.replace(span, "<="));
        case 0x2265 -> problem.fix(Fix.replace(span, ">="));
        case 0x2260 -> problem.fix(Fix.replace(span, "!="));
        case 0xB2 -> problem.fix(Fix.replace(span, "^2"));
        case 0xB3 -> problem.fix(Fix.replace(span, "^3"));
        case 0xA0 -> problem.label("a space that only looks like one")
            .fix(new Fix("replace it with a space", List.of(new Fix.Edit(span, " "))));
        case 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF ->
          problem.label("it cannot be seen").fix(new Fix("delete it", List.of(new Fix.Edit(span, ""))));
        case '#', '%' -> problem.help("a comment starts with `//`");
        case '&', '|' -> problem.help("the logical operators are `and`, `or` and `not`");
        default -> rewritten(span, first, problem);
      }
      diagnostics.report(problem);
      addReported(token);
    }

    private static String named(int character) {
      boolean visible = Character.isDefined(character)
          && !Character.isISOControl(character)
          && !Character.isWhitespace(character)
          && !Character.isSpaceChar(character)
          && Character.getType(character) != Character.FORMAT
          && Character.getType(character) != Character.SURROGATE;
      String code = String.format(Locale.ROOT, "U+%04X", character);
      return visible ? "`" + Character.toString(character) + "`" : code;
    }

    /** The text ends with its line; a `;` in the last place was probably meant to end the statement. */
    private void openString(CommonToken token) {
      String text = span(token).text().stripTrailing();
      int length = text.endsWith(";") ? text.substring(0, text.length() - 1).stripTrailing().length() : text.length();
      Span span = new Span(source, token.getStartIndex(), token.getStartIndex() + length);
      diagnostics.report(
          Diagnostic.at(Code.E0104, span, "this text is not closed")
              .label("expected `\"` before the end of the line")
              .fix(Fix.insertAfter(span, "\"")));
      CommonToken semicolon = new CommonToken(token);
      token.setType(CtlLexer.STRING);
      token.setStopIndex(span.end() - 1);
      addReported(token);
      if (text.endsWith(";")) {
        semicolon.setType(CtlLexer.SEMICOLON);
        semicolon.setStartIndex(token.getStartIndex() + text.length() - 1);
        semicolon.setStopIndex(semicolon.getStartIndex());
        add(semicolon);
      }
    }

    /**
     * Everything up to the end of the file is in the comment, so what seems to be missing there is not the user's
     * mistake.
     */
    private void openComment(Token token) {
      Span opening = new Span(source, token.getStartIndex(), token.getStartIndex() + 2);
      diagnostics.report(
          Diagnostic.at(Code.E0104, opening, "this comment is not closed")
              .label("no `*/` follows")
              .note("comments do not nest; the first `*/` ends one"));
      reported.set(tokens.size());
    }

    private void foreignOperator(CommonToken token) {
      Span span = span(token);
      String here = switch (span.text()) {
        case "&&" -> "and";
        case "||" -> "or";
        case "!" -> "not";
        case "**" -> "^";
        case "=>" -> ">=";
        case "=<" -> "<=";
        default -> "!=";
      };
      diagnostics.report(
          Diagnostic.at(Code.E0105, span, "`" + span.text() + "` is written `" + here + "`")
              .fix(new Fix("replace `" + span.text() + "` with `" + here + "`",
                  List.of(new Fix.Edit(span, spaced(span, here))))));
      token.setType(switch (here) {
        case "and" -> CtlLexer.AND;
        case "or" -> CtlLexer.OR;
        case "not" -> CtlLexer.NOT;
        case "^" -> CtlLexer.POWER;
        case ">=" -> CtlLexer.GREATER_EQUAL;
        case "<=" -> CtlLexer.LESS_EQUAL;
        default -> CtlLexer.NOT_EQUAL;
      });
      addReported(token);
    }

    /** A word needs spaces where a sign needed none. */
    private String spaced(Span span, String word) {
      String text = source.text();
      boolean letters = Character.isLetter(word.charAt(0));
      boolean before = letters && span.start() > 0 && !Character.isWhitespace(text.charAt(span.start() - 1))
          && text.charAt(span.start() - 1) != '(';
      boolean after = letters && span.end() < text.length() && !Character.isWhitespace(text.charAt(span.end()))
          && text.charAt(span.end()) != '(';
      return (before ? " " : "") + word + (after ? " " : "");
    }
  }
}
