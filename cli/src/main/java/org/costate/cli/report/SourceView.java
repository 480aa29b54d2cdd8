/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.costate.NamedValues;
import org.costate.compiler.driver.Listing;
import org.costate.runtime.problem.VariableInfo;
import org.costate.runtime.problem.VariableInfo.Kind;

/**
 * The source as a page shows it, with what a reader may ask of its names.
 *
 * @param params by their name
 * @param time at which there are values of lets and signals, {@code named} these values by name
 */
record SourceView(Listing listing, Map<String, Numbers> params, Numbers time, Map<String, Numbers> named) {
  /** Values of formulas, nodes times moments, that are worth waiting for. */
  private static final int MOST_WORK = 20_000_000;

  private static final int LEAST_MOMENTS = 50;

  /** Without anything that changes in time. */
  static SourceView of(Listing listing, Function<String, double[]> params) {
    return new SourceView(listing, params(listing, params), Numbers.NONE, Map.of());
  }

  /** @param named at moments of {@code time} */
  static SourceView of(Listing listing, Function<String, double[]> params, double[] time,
      BiFunction<Listing, int[], NamedValues> named) {
    int most = Math.clamp(MOST_WORK / Math.max(1, listing.size()), LEAST_MOMENTS, Film.MOST_FRAMES);
    int[] moments = Film.moments(time.length, most);
    NamedValues along = named.apply(listing, moments);
    Map<String, Numbers> values = new LinkedHashMap<>();
    along.names().forEach(name -> values.put(name, Numbers.of(along.of(name))));
    return new SourceView(listing, params(listing, params), Film.at(time, moments), values);
  }

  private static Map<String, Numbers> params(Listing listing, Function<String, double[]> params) {
    Map<String, Numbers> values = new LinkedHashMap<>();
    listing.meanings()
        .stream()
        .flatMap(m -> m.variable().stream())
        .filter(v -> v.kind() == Kind.PARAM)
        .forEach(v -> values.put(v.name(), Numbers.of(params.apply(v.name()))));
    return values;
  }

  /** The title of the plots that show variables of a kind; empty if none do. */
  private static String group(Kind kind) {
    return switch (kind) {
      case STATE -> RunReport.STATES;
      case CONTROL -> RunReport.CONTROLS;
      case OBSERVATION -> RunReport.OBSERVATIONS;
      case PARAM, SIGNAL, DESIGN, NOISE -> "";
    };
  }

  /** As an object; marks are triples, mentions are too. */
  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("text", listing.text());
    json.writeArrayFieldStart("marks");
    for (Listing.Mark mark : listing.marks()) {
      json.writeNumber(mark.start());
      json.writeNumber(mark.end());
      json.writeString(mark.style().name().toLowerCase(Locale.ROOT));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("mentions");
    for (Listing.Mention mention : listing.mentions()) {
      json.writeNumber(mention.start());
      json.writeNumber(mention.end());
      json.writeNumber(mention.meaning());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("meanings");
    for (Listing.Meaning meaning : listing.meanings()) {
      write(json, meaning);
    }
    json.writeEndArray();
    json.writeFieldName("time");
    time.write(json, time.size());
    json.writeObjectFieldStart("named");
    for (Map.Entry<String, Numbers> one : named.entrySet()) {
      json.writeFieldName(one.getKey());
      one.getValue().write(json, time.size());
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(JsonGenerator json, Listing.Meaning meaning) throws IOException {
    List<String> elements = new ArrayList<>(meaning.elements());
    if (elements.isEmpty()) {
      meaning.variable().map(VariableInfo::elementNames).ifPresent(elements::addAll);
    }
    json.writeStartObject();
    json.writeStringField("name", meaning.name());
    json.writeStringField("kind", meaning.kind());
    json.writeStringField("unit", meaning.unit());
    json.writeStringField("doc", meaning.doc());
    json.writeStringField("group", meaning.variable().map(v -> group(v.kind())).orElse(""));
    json.writeArrayFieldStart("elements");
    for (String element : elements) {
      json.writeString(element);
    }
    json.writeEndArray();
    Numbers constant = meaning.variable().isPresent()
        ? params.getOrDefault(meaning.name(), Numbers.NONE)
        : Numbers.of(meaning.constant().stream().mapToDouble(Double::doubleValue).toArray());
    json.writeFieldName("constant");
    constant.write(json, constant.size());
    json.writeEndObject();
  }
}
