/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import static org.costate.compiler.parse.Limits.MAX_DEPTH;

import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.costate.grammar.CtlParser;

/**
 * Finds the token at which a program nests too deeply, before the recursive descent meets it.
 *
 * <p>A stack holds what the parser would have open: brackets, and operators whose right side is still being read. It
 * is the stack of an operator-precedence parser, so a sum of any length costs one entry while {@code ----x} costs
 * four.
 */
final class Nesting {
  private static final int BRACKET = 0;
  private static final int CONDITIONAL = 1;
  private static final int OR = 2;
  private static final int AND = 3;
  private static final int NOT = 4;
  private static final int COMPARISON = 5;
  private static final int SUM = 6;
  private static final int PRODUCT = 7;
  private static final int SIGN = 8;
  private static final int POWER = 9;

  private final int[] open = new int[MAX_DEPTH + 2];
  private int depth;

  private Nesting() {}

  static Optional<Token> firstTooDeep(List<? extends Token> tokens) {
    Nesting nesting = new Nesting();
    boolean afterOperand = false;
    for (Token token : tokens) {
      nesting.read(token.getType(), afterOperand);
      if (nesting.depth > MAX_DEPTH) {
        return Optional.of(token);
      }
      afterOperand = TokenKind.endsOperand(token.getType());
    }
    return Optional.empty();
  }

  private void read(int type, boolean afterOperand) {
    switch (type) {
      case CtlParser.LPAREN, CtlParser.LBRACKET, CtlParser.LBRACE -> push(BRACKET);
      case CtlParser.RPAREN, CtlParser.RBRACKET, CtlParser.RBRACE -> {
        dropTo(CONDITIONAL);
        depth = Math.max(0, depth - 1);
      }
      case CtlParser.SEMICOLON, CtlParser.COMMA -> dropTo(CONDITIONAL);
      case CtlParser.IF -> push(CONDITIONAL);
      case CtlParser.THEN, CtlParser.ELSE -> dropTo(OR);
      case CtlParser.OR -> infix(OR);
      case CtlParser.AND -> infix(AND);
      case CtlParser.NOT -> push(NOT);
      case CtlParser.LESS_EQUAL,
          CtlParser.GREATER_EQUAL,
          CtlParser.EQUAL,
          CtlParser.NOT_EQUAL,
          CtlParser.LESS,
          CtlParser.GREATER ->
        infix(COMPARISON);
      case CtlParser.PLUS, CtlParser.MINUS -> {
        if (afterOperand) {
          infix(SUM);
        } else {
          push(SIGN);
        }
      }
      case CtlParser.STAR, CtlParser.SLASH, CtlParser.DOT_STAR, CtlParser.DOT_SLASH, CtlParser.BACKSLASH ->
        infix(PRODUCT);
      case CtlParser.POWER, CtlParser.DOT_POWER -> push(POWER);
      default -> {}
    }
  }

  /** A left-associative operator ends the right side of every operator that binds at least as tightly. */
  private void infix(int level) {
    dropTo(level);
    push(level);
  }

  private void push(int level) {
    open[depth++] = level;
  }

  private void dropTo(int level) {
    while (depth > 0 && open[depth - 1] >= level) {
      depth--;
    }
  }
}
