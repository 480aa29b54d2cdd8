/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Set;
import org.costate.grammar.CtlLexer;
import org.costate.grammar.CtlParser;

/** What a kind of token can be in a program. */
final class TokenKind {
  /** Start an item, and nothing that can stand inside a block; three of them may be option names too. */
  private static final Set<Integer> TOP_LEVEL_ONLY = Set.of(CtlParser.MODULE, CtlParser.IMPORT, CtlParser.MODEL,
      CtlParser.PROBLEM, CtlParser.POLICY, CtlParser.SOLVE, CtlParser.TRAIN, CtlParser.MPC, CtlParser.EXTERN);

  /** Keywords that only ever start a statement. */
  private static final Set<Integer> HARD_STARTERS =
      Set.of(
          CtlParser.MODULE, CtlParser.IMPORT, CtlParser.MODEL, CtlParser.PROBLEM, CtlParser.POLICY, CtlParser.SOLVE,
          CtlParser.TRAIN, CtlParser.MPC, CtlParser.EXTERN, CtlParser.CONST, CtlParser.PARAM, CtlParser.STATE,
          CtlParser.CONTROL, CtlParser.ALGEBRAIC, CtlParser.COORDINATE,
          CtlParser.OBSERVE, CtlParser.LET, CtlParser.RETURN, CtlParser.DYNAMICS, CtlParser.LAGRANGIAN, CtlParser.START,
          CtlParser.HORIZON, CtlParser.INTEGRATOR, CtlParser.MINIMIZE, CtlParser.MAXIMIZE, CtlParser.CONSTRAINTS,
          CtlParser.EXPECT);

  /** Words that start a statement where one may start, and are names elsewhere. */
  private static final Set<Integer> SOFT_STARTERS =
      Set.of(
          CtlParser.PATH, CtlParser.INITIAL, CtlParser.TERMINAL, CtlParser.RUNNING, CtlParser.AT, CtlParser.INPUT,
          CtlParser.OUTPUT, CtlParser.LAYER, CtlParser.FORCE, CtlParser.KINETIC, CtlParser.POTENTIAL,
          CtlParser.DISSIPATION, CtlParser.UNIT, CtlParser.TABLE, CtlParser.SIGNAL,
          CtlParser.DESIGN, CtlParser.NOISE, CtlParser.EQUATION, CtlParser.VIEW, CtlParser.TERMINATE, CtlParser.AFTER,
          CtlParser.DER, CtlParser.NEXT, CtlParser.GUESS, CtlParser.FUNCTION);

  private TokenKind() {}

  static boolean topLevelOnly(int type) {
    return TOP_LEVEL_ONLY.contains(type);
  }

  static boolean startsStatement(int type) {
    return HARD_STARTERS.contains(type);
  }

  static boolean mayStartStatement(int type) {
    return HARD_STARTERS.contains(type) || SOFT_STARTERS.contains(type);
  }

  /** A word of the language that can be a name all the same, or a plain name. */
  static boolean name(int type) {
    return type == CtlParser.ID || type >= CtlParser.PATH && type <= CtlParser.AFTER;
  }

  /** A word that can never be a name. */
  static boolean keyword(int type) {
    return type >= CtlParser.MODULE && type <= CtlParser.INF || type == CtlParser.RESERVED;
  }

  static boolean word(int type) {
    return keyword(type) || name(type);
  }

  static boolean endsOperand(int type) {
    return switch (type) {
      case CtlParser.NUMBER, CtlParser.STRING, CtlParser.TRUE, CtlParser.FALSE, CtlParser.INF, CtlParser.RPAREN,
          CtlParser.RBRACKET, CtlParser.QUOTE ->
        true;
      default -> name(type);
    };
  }

  static boolean startsOperand(int type) {
    return switch (type) {
      case CtlParser.NUMBER, CtlParser.STRING, CtlParser.TRUE, CtlParser.FALSE, CtlParser.INF, CtlParser.LPAREN,
          CtlParser.DER, CtlParser.NEXT ->
        true;
      default -> name(type);
    };
  }

  /** The fixed spelling of a kind of token, or null. */
  static String spelling(int type) {
    String literal = CtlLexer.VOCABULARY.getLiteralName(type);
    if (literal == null) {
      return null;
    }
    String inner = literal.substring(1, literal.length() - 1);
    return inner.startsWith("\\") ? inner.substring(1) : inner;
  }

  static boolean opens(int type) {
    return type == CtlParser.LPAREN || type == CtlParser.LBRACKET || type == CtlParser.LBRACE;
  }

  static boolean closes(int type) {
    return type == CtlParser.RPAREN || type == CtlParser.RBRACKET || type == CtlParser.RBRACE;
  }

  static int closerOf(int opener) {
    return switch (opener) {
      case CtlParser.LPAREN -> CtlParser.RPAREN;
      case CtlParser.LBRACKET -> CtlParser.RBRACKET;
      case CtlParser.LBRACE -> CtlParser.RBRACE;
      default -> throw new IllegalArgumentException("not an opening bracket: " + opener);
    };
  }
}
