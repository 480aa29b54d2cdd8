/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;

/**
 * Diagnostics as text for people.
 *
 * <pre>
 * error[E0201]: unknown name `omga`
 *   --&gt; pendulum.ctl:16:27
 *    |
 * 16 |     der(omega) = (tau - b*omga - m*g*l*sin(theta)) / (m*l^2);
 *    |                           ^^^^ not declared in model `Pendulum`
 *    |
 *    = fix:  replace `omga` with `omega`
 * </pre>
 *
 * The primary place is underlined with {@code ^}, others with {@code -}; every label has a row of its own, by column.
 * A secondary label without text shows its line and underlines nothing. Of a place that spans lines, the first and the
 * last are shown.
 */
public final class TextRenderer {
  /**
   * How wide a report is.
   *
   * @param lines columns of source lines and what stands under them
   * @param prose columns of the remarks
   */
  public record Layout(int lines, int prose) {
    /** For files, and whatever is as wide as it likes. */
    public static final Layout WIDE = new Layout(120, 100);
  }

  private TextRenderer() {}

  /** All that {@code diagnostics} kept, with an empty line between two, and how many errors were too many to keep. */
  public static String render(Diagnostics diagnostics) {
    return render(diagnostics.sorted(), diagnostics.unshown());
  }

  /** The diagnostics in their order, with an empty line between two, and how many errors are not among them. */
  public static String render(List<Diagnostic> diagnostics, int unshown) {
    return render(diagnostics, unshown, Layout.WIDE);
  }

  /** The same in another width. */
  public static String render(List<Diagnostic> diagnostics, int unshown, Layout layout) {
    String shown = render(diagnostics, layout);
    return unshown == 0 ? shown : shown + "\nand " + unshown + (unshown == 1 ? " more error\n" : " more errors\n");
  }

  /** The diagnostics in their order, with an empty line between two. */
  public static String render(List<Diagnostic> diagnostics) {
    return render(diagnostics, Layout.WIDE);
  }

  private static String render(List<Diagnostic> diagnostics, Layout layout) {
    return diagnostics.stream().map(d -> new Page(d, layout).text()).collect(Collectors.joining("\n"));
  }

  /** One diagnostic; every line ends with a line feed. */
  public static String render(Diagnostic diagnostic) {
    return new Page(diagnostic, Layout.WIDE).text();
  }

  /** A part of a label on one line. */
  private record Mark(int start, int end, boolean primary, boolean underlined, String text) {}

  private static final class Page {
    private final Diagnostic diagnostic;
    private final Layout layout;
    private final StringBuilder out = new StringBuilder();
    private final int gutter;

    Page(Diagnostic diagnostic, Layout layout) {
      this.diagnostic = diagnostic;
      this.layout = layout;
      int lastLine = lastLine(diagnostic.primary().span());
      for (Label label : diagnostic.secondary()) {
        lastLine = Math.max(lastLine, lastLine(label.span()));
      }
      this.gutter = Integer.toString(lastLine).length();
    }

    String text() {
      String level = diagnostic.severity().name().toLowerCase(Locale.ROOT);
      broken(level + "[" + diagnostic.code() + "]: ", diagnostic.message(), "  ", layout.lines());
      Map<Source, TreeMap<Integer, List<Mark>>> places = new LinkedHashMap<>();
      add(places, diagnostic.primary(), true);
      diagnostic.secondary().forEach(label -> add(places, label, false));
      Source main = diagnostic.primary().span().source();
      places.forEach((source, lines) -> {
        boolean first = source.equals(main);
        Span place = first ? diagnostic.primary().span() : firstIn(source);
        line(" ".repeat(gutter) + (first ? "--> " : "::: ") + place);
        bar("");
        sourceLines(source, lines);
      });
      boolean more = !diagnostic.notes().isEmpty() || !diagnostic.helps().isEmpty() || diagnostic.fix().isPresent();
      if (more) {
        bar("");
      }
      diagnostic.notes().forEach(note -> remark("note: ", note));
      diagnostic.helps().forEach(help -> remark("help: ", help));
      diagnostic.fix().ifPresent(fix -> remark("fix:  ", fix.text()));
      return out.toString();
    }

    private Span firstIn(Source source) {
      return diagnostic.secondary()
          .stream()
          .map(Label::span)
          .filter(span -> span.source().equals(source))
          .findFirst()
          .orElseThrow();
    }

    private static int lastLine(Span span) {
      return span.source().line(Math.max(span.start(), span.end() - 1));
    }

    private static void add(Map<Source, TreeMap<Integer, List<Mark>>> places, Label label, boolean primary) {
      Span span = label.span();
      TreeMap<Integer, List<Mark>> lines = places.computeIfAbsent(span.source(), _ -> new TreeMap<>());
      int first = span.line();
      int last = lastLine(span);
      boolean underlined = primary || !label.text().isEmpty();
      int firstEnd = first == last ? span.end() : lineEnd(span.source(), first);
      mark(lines, first, new Mark(span.start(), firstEnd, primary, underlined, label.text()));
      if (last > first) {
        mark(lines, last, new Mark(textStart(span.source(), last), span.end(), primary, underlined, ""));
      }
    }

    private static void mark(Map<Integer, List<Mark>> lines, int line, Mark mark) {
      lines.computeIfAbsent(line, _ -> new ArrayList<>()).add(mark);
    }

    private static int lineEnd(Source source, int line) {
      return source.lineStart(line) + source.lineText(line).stripTrailing().length();
    }

    private static int textStart(Source source, int line) {
      String text = source.lineText(line);
      return source.lineStart(line) + text.length() - text.stripLeading().length();
    }

    private void sourceLines(Source source, TreeMap<Integer, List<Mark>> lines) {
      int before = lines.firstKey();
      for (Map.Entry<Integer, List<Mark>> entry : lines.entrySet()) {
        int number = entry.getKey();
        List<Mark> marks = entry.getValue();
        if (number > before + 1) {
          line("...");
        }
        before = number;
        List<Integer> offsets = marks.stream().map(Mark::start).toList();
        DisplayLine shown = new DisplayLine(source, number, offsets, layout.lines() - gutter - 5);
        line(" ".repeat(gutter - Integer.toString(number).length()) + number + " | " + shown.text());
        marks.stream()
            .filter(Mark::underlined)
            .sorted(Comparator.comparingInt(Mark::start).thenComparingInt(mark -> -mark.end()))
            .forEach(mark -> underline(shown, mark));
      }
    }

    private void underline(DisplayLine shown, Mark mark) {
      int start = shown.column(mark.start());
      int length = Math.max(1, shown.column(mark.end()) - start);
      String under = " ".repeat(start) + (mark.primary() ? "^" : "-").repeat(length);
      int room = layout.lines() - gutter - 3;
      if (start + length + 1 + DisplayLine.width(mark.text()) <= room) {
        bar(" " + under + " " + mark.text());
        return;
      }
      bar(" " + under);
      List<String> rows = rows(mark.text(), room, room);
      int widest = rows.stream().mapToInt(DisplayLine::width).max().orElseThrow();
      rows.forEach(row -> bar(" " + " ".repeat(Math.max(0, Math.min(start, room - widest))) + row));
    }

    private void remark(String kind, String text) {
      broken(" ".repeat(gutter + 1) + "= " + kind, text, " ".repeat(gutter + 7), layout.prose());
    }

    /** Breaks lines that are too long, and where the author broke them. */
    private void broken(String begin, String text, String indent, int wide) {
      String before = begin;
      for (String part : text.isEmpty() ? List.of("") : text.lines().toList()) {
        for (String row : rows(part, wide - DisplayLine.width(before), wide - indent.length())) {
          line(before + row);
          before = indent;
        }
      }
    }

    /** A text broken at spaces, each row as wide as it can be; a word that is wider stays whole. */
    private static List<String> rows(String text, int first, int other) {
      List<String> rows = new ArrayList<>();
      StringBuilder row = new StringBuilder();
      boolean fresh = true;
      for (String word : text.split(" ", -1)) {
        int room = rows.isEmpty() ? first : other;
        if (!fresh && DisplayLine.width(row + " " + word) > room) {
          rows.add(row.toString());
          row.setLength(0);
          fresh = true;
        }
        row.append(fresh ? "" : " ").append(word);
        fresh = false;
      }
      rows.add(row.toString());
      return rows;
    }

    private void bar(String text) {
      line(" ".repeat(gutter) + " |" + text);
    }

    private void line(String text) {
      out.append(DisplayLine.sanitized(text).stripTrailing()).append('\n');
    }
  }
}
