/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.export;

import java.util.ArrayList;
import java.util.List;

/** Lines of C, indented as their braces say, and comments into which any text may go. */
final class CodeText {
  private static final int WIDTH = 110;

  private final StringBuilder text = new StringBuilder();
  private int depth;

  void line(String content) {
    text.repeat("  ", content.isEmpty() ? 0 : depth).append(content).append('\n');
  }

  /** A line that ends in an opening brace, and everything behind it further in. */
  void open(String line) {
    line(line);
    depth++;
  }

  /** A line that begins with a closing brace. */
  void close(String line) {
    depth--;
    line(line);
  }

  /** Between two blocks: {@code } else {}. */
  void turn(String line) {
    close(line);
    depth++;
  }

  /** Lines as they are. */
  void append(String lines) {
    text.append(lines);
  }

  /** A comment of its own, wrapped. */
  void comment(String content) {
    String indent = "  ".repeat(depth);
    StringBuilder line = new StringBuilder(indent).append("/*");
    for (String word : comment(List.of(content.split(" ", -1)))) {
      if (line.length() + word.length() > WIDTH) {
        text.append(line).append('\n');
        line.setLength(0);
        line.append(indent).append("  ");
      }
      line.append(' ').append(word);
    }
    text.append(line).append(" */\n");
  }

  private static List<String> comment(List<String> words) {
    List<String> safe = new ArrayList<>();
    words.forEach(word -> safe.addAll(List.of(harmless(word).split(" ", -1))));
    return safe.stream().filter(word -> !word.isEmpty()).toList();
  }

  /** Without what would end or begin a comment, or stand for another character in C. */
  static String harmless(String text) {
    String line = text.replaceAll("\\s+|\\p{Cntrl}+", " ").replace("*/", "* /").replace("/*", "/ *");
    while (line.contains("??")) {
      line = line.replace("??", "? ?");
    }
    return line;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
