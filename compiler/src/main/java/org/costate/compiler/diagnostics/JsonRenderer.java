/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.costate.compiler.source.Span;

/**
 * Diagnostics as JSON for programs, one object each, on one line. Lines and columns count from 1, columns in code
 * points; the end is the place behind the last character.
 */
public final class JsonRenderer {
  private JsonRenderer() {}

  /** One object: level, code, message, place, labels (the primary first), notes, helps, and fix or null. */
  public static String render(Diagnostic diagnostic) {
    List<Label> secondary = diagnostic.secondary();
    String labels = label(diagnostic.primary(), true) + secondary.stream()
        .map(label -> "," + label(label, false))
        .collect(Collectors.joining());
    return "{\"level\":" + string(diagnostic.severity().name().toLowerCase(Locale.ROOT))
        + ",\"code\":" + string(diagnostic.code().name())
        + ",\"message\":" + string(diagnostic.message())
        + "," + place(diagnostic.primary().span())
        + ",\"labels\":[" + labels + "]"
        + ",\"notes\":" + array(diagnostic.notes(), JsonRenderer::string)
        + ",\"helps\":" + array(diagnostic.helps(), JsonRenderer::string)
        + ",\"fix\":" + diagnostic.fix().map(JsonRenderer::fix).orElse("null")
        + "}";
  }

  private static String label(Label label, boolean primary) {
    return "{" + place(label.span()) + ",\"text\":" + string(label.text()) + ",\"primary\":" + primary + "}";
  }

  private static String fix(Fix fix) {
    return "{\"text\":" + string(fix.text()) + ",\"edits\":" + array(fix.edits(), JsonRenderer::edit) + "}";
  }

  private static String edit(Fix.Edit edit) {
    return "{" + place(edit.span()) + ",\"replacement\":" + string(edit.replacement()) + "}";
  }

  private static String place(Span span) {
    return "\"file\":" + string(span.source().name())
        + ",\"line\":" + span.line()
        + ",\"column\":" + span.column()
        + ",\"endLine\":" + span.source().line(span.end())
        + ",\"endColumn\":" + span.source().column(span.end());
  }

  private static <T> String array(List<T> values, Function<T, String> render) {
    return values.stream().map(render).collect(Collectors.joining(",", "[", "]"));
  }

  private static String string(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          boolean paired =
              Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                  || Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
          if (c < ' ' || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c) && !paired) {
            json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }
}
