/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;
import org.costate.compiler.source.Source;

/**
 * Feeds a source to the lexer by code point but counts in UTF-16 units, so that token positions are offsets of the
 * source. Every letter and every digit beyond ASCII looks alike to the lexer, as the grammar asks; texts are what they are.
 */
final class Utf16Stream implements CharStream {
  private static final int OTHER_LETTER = 0x00AA;
  private static final int OTHER_DIGIT = 0x0660;

  private final Source source;
  private final String text;
  private int position;

  Utf16Stream(Source source) {
    this.source = source;
    this.text = source.text();
  }

  @Override
  public void consume() {
    if (position >= text.length()) {
      throw new IllegalStateException("cannot consume the end of " + source);
    }
    position += Character.charCount(text.codePointAt(position));
  }

  @Override
  public int LA(int i) {
    if (i == 1) {
      return position < text.length() ? seen(text.codePointAt(position)) : EOF;
    }
    if (i == 0) {
      return 0;
    }
    int there = position;
    for (int step = 1; step < i; step++) {
      if (there >= text.length()) {
        return EOF;
      }
      there += Character.charCount(text.codePointAt(there));
    }
    for (int step = 0; step > i; step--) {
      if (there <= 0) {
        return EOF;
      }
      there -= Character.charCount(text.codePointBefore(there));
    }
    return there < text.length() ? seen(text.codePointAt(there)) : EOF;
  }

  private static int seen(int codePoint) {
    if (codePoint < 0x80) {
      return codePoint;
    }
    if (Character.isLetter(codePoint)) {
      return OTHER_LETTER;
    }
    return Character.isDigit(codePoint) ? OTHER_DIGIT : codePoint;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String getText(Interval interval) {
    int end = Math.min(interval.b + 1, text.length());
    return interval.a >= end ? "" : text.substring(interval.a, end);
  }
}
