/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.costate.compiler.source.Source;
import org.costate.grammar.CtlLexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are letters of any alphabet, digits and {@code _}, whatever stand-ins the lexer is fed. */
class NameTest {
  private static List<String> words(String text) {
    return Lexeme.all(new Source("test.ctl", text)).stream().map(Lexeme::text).toList();
  }

  private static Token first(String text) {
    return new CtlLexer(new Utf16Stream(new Source("test.ctl", text))).nextToken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"θ", "größe", "скорость", "速度", "x٣", "𝜃_1", "_ª", "a٠"})
  void isOneToken(String name) {
    Token token = first(name + " = 1;");
    assertEquals(CtlLexer.ID, token.getType());
    assertEquals(name, token.getText());
    assertEquals(List.of(name, "=", "1", ";"), words(name + " = 1;"));
  }

  @Test
  void everyCodePointBeyondAsciiBeginsANameIfAndOnlyIfItIsALetter() {
    for (int c = 0x80; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = Character.toString(c);
      int expected = Character.isLetter(c) ? CtlLexer.ID : CtlLexer.BAD;
      assertEquals(expected, first(text).getType(), () -> Character.getName(text.codePointAt(0)));
      int end = Character.isLetterOrDigit(c) ? text.length() : 0;
      assertEquals("x" + text.substring(0, end), first("x" + text).getText());
    }
  }

  @Test
  void keywordsAndNumbersAreAscii() {
    assertEquals(CtlLexer.BAD, first("٣").getType());
    assertEquals(CtlLexer.ID, first("ifª").getType());
  }

  @Test
  void textsKeepTheirLetters() {
    assertEquals("\"größer × ٣\"", first("\"größer × ٣\"").getText());
  }
}
