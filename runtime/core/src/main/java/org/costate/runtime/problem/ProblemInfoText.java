/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@link ProblemInfo} as text: a version line, then one record a line, its fields apart by tabs. Tabs, line ends and backslashes inside a
 * field are written {@code \t \n \r \\}. Records stand in a fixed order, so equal infos have equal texts.
 */
final class ProblemInfoText {
  private static final String VERSION = "costate-problem 6";

  private ProblemInfoText() {}

  static String encode(ProblemInfo info) {
    StringBuilder text = new StringBuilder(VERSION).append('\n');
    line(text, "name", info.name());
    line(text, "class", info.className());
    line(text, "source", info.sourceName());
    line(text, "hash", info.sourceHash());
    line(text, "sense", info.sense().name());
    line(text, "discrete", Boolean.toString(info.discrete()));
    line(text, "free-time", Boolean.toString(info.freeTime()));
    line(text, "ndx", Integer.toString(info.ndx()));
    line(text, "steps", Integer.toString(info.steps()));
    for (VariableInfo v : info.variables()) {
      String shape = v.shape().stream().map(String::valueOf).collect(Collectors.joining(","));
      line(text, "variable", v.kind().name(), v.name(), shape, "" + v.offset(), v.manifold().name(),
          numbers(v.choices()), v.unit(), v.doc(), "" + v.line());
    }
    pattern(text, "dynamics", info.dynamicsPattern());
    pattern(text, "curvature", info.curvaturePattern());
    for (ConstraintGroup group : info.groups()) {
      line(text, "group", group.moment().name(), Boolean.toString(group.soft()), group.className());
      pattern(text, "rows", group.pattern());
      group.rows()
          .forEach(c -> line(text, "constraint", c.name(), "" + c.line(), Boolean.toString(c.equality()), c.unit()));
    }
    for (RunInfo run : info.runs()) {
      line(text, "run", run.kind().name(), run.name(), run.method(), run.className(), run.policy(), "" + run.line());
      new TreeMap<>(run.options()).forEach((name, value) -> line(text, "option", name, value));
      run.settings()
          .forEach(s -> line(text, "set", s.phase().name(), "" + s.condition(), s.param(), numbers(s.values())));
      run.expectations().forEach(e -> line(text, "expect", e.text(), "" + e.line()));
    }
    info.stages()
        .ifPresent(s -> line(text, "stages", s.className(),
            numbers(s.nodes())));
    line(text, "end");
    return text.toString();
  }

  static ProblemInfo decode(String text) {
    return new Decoder(text).decode();
  }

  private static void line(StringBuilder text, String... fields) {
    text.append(Arrays.stream(fields).map(ProblemInfoText::escape).collect(Collectors.joining("\t"))).append('\n');
  }

  private static String numbers(List<Double> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Runs of neighbouring entries are written as first-last. */
  private static void pattern(StringBuilder text, String name, Sparsity pattern) {
    StringBuilder ranges = new StringBuilder();
    int[] entries = pattern.entries();
    for (int i = 0; i < entries.length; i++) {
      int first = entries[i];
      while (i + 1 < entries.length && entries[i + 1] == entries[i] + 1) {
        i++;
      }
      ranges.append(ranges.isEmpty() ? "" : ",").append(first);
      if (entries[i] > first) {
        ranges.append('-').append(entries[i]);
      }
    }
    line(text, name, "" + pattern.rows(), "" + pattern.columns(), ranges.toString());
  }

  private static String escape(String field) {
    return field.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  /** Reads line by line; every departure from the form is an IllegalArgumentException that names the line. */
  private static final class Decoder {
    private final String[] lines;

    /** The next line to read. */
    private int at;

    /** The line that is being read, for messages. */
    private int current;

    Decoder(String text) {
      lines = text.split("\n", -1);
    }

    ProblemInfo decode() {
      if (!lines[0].equals(VERSION)) {
        throw error("expected " + VERSION);
      }
      at = 1;
      String name = single("name");
      String className = single("class");
      String sourceName = single("source");
      String sourceHash = single("hash");
      ProblemInfo.Sense sense = parse(single("sense"), ProblemInfo.Sense::valueOf);
      boolean discrete = flag(single("discrete"));
      boolean freeTime = flag(single("free-time"));
      int ndx = integer(single("ndx"));
      int steps = integer(single("steps"));
      List<VariableInfo> variables = new ArrayList<>();
      while (isNext("variable")) {
        variables.add(variable(take("variable", 9)));
      }
      Sparsity dynamics = pattern(take("dynamics", 3));
      Sparsity curvature = pattern(take("curvature", 3));
      List<ConstraintGroup> groups = new ArrayList<>();
      while (isNext("group")) {
        groups.add(group());
      }
      List<RunInfo> runs = new ArrayList<>();
      while (isNext("run")) {
        runs.add(run());
      }
      Optional<Stages> stages = isNext("stages") ? Optional.of(stages(take("stages", 2))) : Optional.empty();
      take("end", 0);
      current = at;
      if (at != lines.length - 1 || !lines[at].isEmpty()) {
        throw error("expected nothing after the end");
      }
      return new ProblemInfo(name, className, sourceName, sourceHash, sense, discrete, freeTime, ndx, steps, variables,
          dynamics,
          curvature, groups, runs, stages);
    }

    private Stages stages(String[] f) {
      return new Stages(f[1], numbers(f[2]));
    }

    private List<Double> numbers(String field) {
      return field.isEmpty() ? List.of()
          : Arrays.stream(field.split(",", -1)).map(n -> parse(n, Double::parseDouble)).toList();
    }

    private VariableInfo variable(String[] f) {
      List<Integer> shape = f[3].isEmpty() ? List.of() : Arrays.stream(f[3].split(",", -1)).map(this::integer).toList();
      return new VariableInfo(parse(f[1], VariableInfo.Kind::valueOf), f[2], shape, integer(f[4]),
          parse(f[5], Manifold::valueOf), numbers(f[6]), f[7], f[8], integer(f[9]));
    }

    private Sparsity pattern(String[] f) {
      List<Integer> entries = new ArrayList<>();
      for (String range : f[3].isEmpty() ? new String[0] : f[3].split(",", -1)) {
        int dash = range.indexOf('-');
        int first = integer(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : integer(range.substring(dash + 1));
        if (last < first || last - (long) first > (long) integer(f[1]) * integer(f[2])) {
          throw error("bad range " + range);
        }
        for (int e = first; e <= last; e++) {
          entries.add(e);
        }
      }
      return parse("pattern", x -> new Sparsity(integer(f[1]), integer(f[2]),
          entries.stream().mapToInt(Integer::intValue).toArray()));
    }

    private ConstraintGroup group() {
      String[] f = take("group", 3);
      ConstraintGroup.Moment moment = parse(f[1], ConstraintGroup.Moment::valueOf);
      boolean soft = flag(f[2]);
      Sparsity pattern = pattern(take("rows", 3));
      List<ConstraintInfo> rows = new ArrayList<>();
      while (isNext("constraint")) {
        String[] c = take("constraint", 4);
        rows.add(new ConstraintInfo(c[1], integer(c[2]), flag(c[3]), c[4]));
      }
      return parse("group", _ -> new ConstraintGroup(moment, soft, f[3], pattern, rows));
    }

    private RunInfo run() {
      String[] f = take("run", 6);
      int line = integer(f[6]);
      Map<String, String> options = new LinkedHashMap<>();
      while (isNext("option")) {
        String[] option = take("option", 2);
        if (options.put(option[1], option[2]) != null) {
          throw error("option " + option[1] + " twice");
        }
      }
      List<RunInfo.Setting> settings = new ArrayList<>();
      while (isNext("set")) {
        String[] set = take("set", 4);
        settings.add(new RunInfo.Setting(
            parse(set[1], RunInfo.Phase::valueOf), integer(set[2]), set[3], numbers(set[4])));
      }
      List<RunInfo.Expectation> expectations = new ArrayList<>();
      while (isNext("expect")) {
        String[] expect = take("expect", 2);
        expectations.add(new RunInfo.Expectation(expect[1], integer(expect[2])));
      }
      return new RunInfo(parse(f[1], RunInfo.Kind::valueOf), f[2], f[3], f[4], f[5], options, settings, expectations,
          line);
    }

    private boolean isNext(String word) {
      return at < lines.length && (lines[at].equals(word) || lines[at].startsWith(word + "\t"));
    }

    private String single(String word) {
      return take(word, 1)[1];
    }

    /** The fields of the next line, which must begin with {@code word} and hold {@code count} more. */
    private String[] take(String word, int count) {
      current = at;
      if (!isNext(word)) {
        throw error("expected " + word);
      }
      String[] fields = lines[at].split("\t", -1);
      if (fields.length != count + 1) {
        throw error("expected " + count + " fields after " + word + ", found " + (fields.length - 1));
      }
      for (int i = 0; i < fields.length; i++) {
        fields[i] = unescape(fields[i]);
      }
      at++;
      return fields;
    }

    private String unescape(String field) {
      StringBuilder plain = new StringBuilder(field.length());
      for (int i = 0; i < field.length(); i++) {
        char c = field.charAt(i);
        if (c == '\r') {
          throw error("a bare carriage return");
        }
        if (c != '\\') {
          plain.append(c);
          continue;
        }
        i++;
        plain.append(switch (i < field.length() ? field.charAt(i) : ' ') {
          case '\\' -> '\\';
          case 't' -> '\t';
          case 'n' -> '\n';
          case 'r' -> '\r';
          default -> throw error("a bad escape in " + field);
        });
      }
      return plain.toString();
    }

    private boolean flag(String word) {
      if (!word.equals("true") && !word.equals("false")) {
        throw error("expected true or false, found " + word);
      }
      return word.equals("true");
    }

    private int integer(String word) {
      return parse(word, Integer::parseInt);
    }

    private <T> T parse(String word, Function<String, T> parser) {
      try {
        return parser.apply(word);
      } catch (IllegalArgumentException e) {
        throw (IllegalArgumentException) error("bad value " + word).initCause(e);
      }
    }

    private IllegalArgumentException error(String what) {
      String line = current < lines.length ? lines[current] : "the end of the text";
      return new IllegalArgumentException("problem info, line " + (current + 1) + ": " + what + ", at: " + line);
    }
  }
}
