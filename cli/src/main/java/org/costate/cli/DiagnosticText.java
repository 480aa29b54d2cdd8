/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.costate.cli.Screen.Style;
import org.costate.compiler.diagnostics.Diagnostic;
import org.costate.compiler.diagnostics.TextRenderer;

/** Diagnostics as a screen shows them: as wide as it is, and in colours where these are welcome. */
final class DiagnosticText {
  private static final Pattern HEAD = Pattern.compile("(error|warning)(\\[[A-Z][0-9]+\\])(: .*)");
  private static final Pattern PLACE = Pattern.compile("( *(?:-->|:::))( .*)");
  private static final Pattern REMARK = Pattern.compile("( *= )(note:|help:|fix:)(.*)");
  private static final Pattern SOURCE = Pattern.compile("( *[0-9]+ \\|)(.*)");
  private static final Pattern MARK = Pattern.compile("( +\\| *)(\\^+|-+|)(.*)");

  private DiagnosticText() {}

  /** Ends with a line feed unless there is nothing to say. */
  static String of(List<Diagnostic> diagnostics, int unshown, Screen screen) {
    String text = TextRenderer.render(diagnostics, unshown, screen.layout());
    return screen.colours()
        ? text.lines().map(line -> painted(line, screen) + "\n").collect(Collectors.joining())
        : text;
  }

  private static String painted(String line, Screen screen) {
    Matcher head = HEAD.matcher(line);
    if (head.matches()) {
      Style style = head.group(1).equals("error") ? Style.ERROR : Style.WARNING;
      return screen.paint(style, head.group(1) + head.group(2)) + screen.paint(Style.STRONG, head.group(3));
    }
    Matcher remark = REMARK.matcher(line);
    if (remark.matches()) {
      return screen.paint(Style.PLACE, remark.group(1)) + screen.paint(Style.STRONG, remark.group(2))
          + remark.group(3);
    }
    for (Pattern place : List.of(PLACE, SOURCE)) {
      Matcher begin = place.matcher(line);
      if (begin.matches()) {
        return screen.paint(Style.PLACE, begin.group(1)) + begin.group(2);
      }
    }
    Matcher mark = MARK.matcher(line);
    if (mark.matches()) {
      Style style = mark.group(2).startsWith("^") ? Style.ERROR : Style.PLACE;
      return screen.paint(Style.PLACE, mark.group(1)) + screen.paint(style, mark.group(2) + mark.group(3));
    }
    return line;
  }
}
