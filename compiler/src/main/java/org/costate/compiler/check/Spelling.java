/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What people write who come from another language or another keyboard. */
final class Spelling {
  /** Names of other languages that have exactly one here. */
  private static final Map<String, String> NAMES = Map.ofEntries(
      Map.entry("ln", "log"), Map.entry("arcsin", "asin"), Map.entry("arccos", "acos"), Map.entry("arctan", "atan"),
      Map.entry("arctan2", "atan2"), Map.entry("tg", "tan"), Map.entry("fabs", "abs"), Map.entry("power", "pow"),
      Map.entry("sgn", "sign"), Map.entry("signum", "sign"),
      Map.entry("maximum", "max"), Map.entry("minimum", "min"), Map.entry("average", "mean"),
      Map.entry("clip", "clamp"),
      Map.entry("saturate", "clamp"), Map.entry("length", "size"), Map.entry("numel", "size"), Map.entry("len", "size"),
      Map.entry("identity", "eye"), Map.entry("time", "t"), Map.entry("infinity", "inf"), Map.entry("Inf", "inf"),
      Map.entry("True", "true"), Map.entry("False", "false"), Map.entry("product", "prod"), Map.entry("inner", "dot"));

  /** Names of other languages that are said in another way here. */
  private static final Map<String, String> ADVICE = Map.of(
      "e", "`exp(x)` is e to the power x",
      "dt", "a running cost is integrated over time, and `der` is a rate: neither needs the length of a step",
      "end", "the last element of a vector `a` is `a[size(a)]`",
      "inv", "write `A \\ b` for the inverse of A times b",
      "null", "nothing is without a value here: every param and start needs one",
      "NaN", "nothing is without a value here: every param and start needs one");

  /** Letters that look like Latin ones, in the order of {@link #LATIN}. Source: Unicode Technical Standard 39. */
  private static final String ALIKE = "аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν";
  private static final String LATIN = "aeopcyxijsdhABEKMHOPCTYXIJSABEZHIKMNOPTYXoiv";

  private Spelling() {}

  /** The name that stands here for a name of other languages. */
  static Optional<String> here(String name) {
    return Optional.ofNullable(NAMES.get(name));
  }

  /** What to write instead of a name of other languages that has none here. */
  static Optional<String> advice(String name) {
    return Optional.ofNullable(ADVICE.get(name));
  }

  /** A known name that is another one, although it looks the same. */
  static Optional<String> lookalike(String name, Collection<String> known) {
    String look = look(name);
    return known.stream().filter(k -> !k.equals(name) && look(k).equals(look)).findFirst();
  }

  private static String look(String name) {
    StringBuilder look = new StringBuilder();
    Normalizer.normalize(name, Normalizer.Form.NFKC).chars().forEach(c -> {
      int at = ALIKE.indexOf(c);
      look.append(at < 0 ? (char) c : LATIN.charAt(at));
    });
    return look.toString();
  }

  /** Where two names first differ, as {@code U+0410 here, U+0041 there}. */
  static String difference(String here, String there) {
    int i = 0;
    while (i < here.length() - 1 && i < there.length() - 1 && here.charAt(i) == there.charAt(i)) {
      i++;
    }
    return String.format(java.util.Locale.ROOT, "U+%04X here, U+%04X there", here.codePointAt(i), there.codePointAt(i));
  }
}
