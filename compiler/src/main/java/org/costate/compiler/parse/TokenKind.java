package org.costate.compiler.parse;

import static org.costate.grammar.CtlParser.*;

import java.util.Set;
import org.costate.grammar.CtlLexer;

/** What a kind of token can be in a program. */
final class TokenKind {
  /** Start an item, and nothing that can stand inside a block; three of them may be option names too. */
  private static final Set<Integer> TOP_LEVEL_ONLY = Set.of(MODULE, IMPORT, MODEL, PROBLEM, POLICY, SOLVE, TRAIN, MPC, EXTERN);

  /** Keywords that only ever start a statement. */
  private static final Set<Integer> HARD_STARTERS =
      Set.of(
          MODULE, IMPORT, MODEL, PROBLEM, POLICY, SOLVE, TRAIN, MPC, EXTERN, CONST, PARAM, STATE, CONTROL, ALGEBRAIC, COORDINATE,
          OBSERVE, LET, RETURN, DYNAMICS, LAGRANGIAN, START, HORIZON, INTEGRATOR, MINIMIZE, MAXIMIZE, CONSTRAINTS, EXPECT);

  /** Words that start a statement where one may start, and are names elsewhere. */
  private static final Set<Integer> SOFT_STARTERS =
      Set.of(
          PATH, INITIAL, TERMINAL, RUNNING, AT, INPUT, OUTPUT, LAYER, FORCE, KINETIC, POTENTIAL, DISSIPATION, UNIT, TABLE, SIGNAL,
          DESIGN, NOISE, EQUATION, VIEW, TERMINATE, AFTER, DER, NEXT, GUESS, FUNCTION);

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
    return type == ID || type >= PATH && type <= AFTER;
  }

  /** A word that can never be a name. */
  static boolean keyword(int type) {
    return type >= MODULE && type <= INF || type == RESERVED;
  }

  static boolean word(int type) {
    return keyword(type) || name(type);
  }

  static boolean endsOperand(int type) {
    return switch (type) {
      case NUMBER, STRING, TRUE, FALSE, INF, RPAREN, RBRACKET, QUOTE -> true;
      default -> name(type);
    };
  }

  static boolean startsOperand(int type) {
    return switch (type) {
      case NUMBER, STRING, TRUE, FALSE, INF, LPAREN, DER, NEXT -> true;
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
    return type == LPAREN || type == LBRACKET || type == LBRACE;
  }

  static boolean closes(int type) {
    return type == RPAREN || type == RBRACKET || type == RBRACE;
  }

  static int closerOf(int opener) {
    return switch (opener) {
      case LPAREN -> RPAREN;
      case LBRACKET -> RBRACKET;
      case LBRACE -> RBRACE;
      default -> throw new IllegalArgumentException("not an opening bracket: " + opener);
    };
  }
}
