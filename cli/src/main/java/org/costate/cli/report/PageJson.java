/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A page's data as the script of the page reads them: times that several curves share are written once. */
final class PageJson {
  private final JsonGenerator json;
  private final List<Numbers> axes = new ArrayList<>();
  private final Map<Numbers, Integer> places = new IdentityHashMap<>();

  private PageJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(Page page) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      new PageJson(json).write(page);
    }
    return text.toString();
  }

  private void write(Page page) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", page.title());
    json.writeStringField("subtitle", page.subtitle());
    json.writeStringField("made", page.made());
    if (page.source().isPresent()) {
      json.writeFieldName("source");
      page.source().get().write(json);
    }
    json.writeObjectFieldStart("clock");
    json.writeStringField("name", page.clock().name());
    json.writeStringField("unit", page.clock().unit());
    json.writeStringField("label", page.clock().label());
    json.writeNumberField("rate", page.clock().rate());
    json.writeEndObject();
    json.writeArrayFieldStart("facts");
    for (Page.Facts facts : page.facts()) {
      write(facts);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("films");
    for (Film film : page.films()) {
      film.write(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("groups");
    for (Page.Group group : page.groups()) {
      json.writeStartObject();
      json.writeStringField("title", group.title());
      json.writeArrayFieldStart("plots");
      for (Plot plot : group.plots()) {
        write(plot);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("patterns");
    for (Pattern pattern : page.patterns()) {
      pattern.write(json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("axes");
    for (Numbers axis : axes) {
      axis.write(json, axis.size());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Page.Facts facts) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", facts.title());
    texts("columns", facts.columns());
    json.writeBooleanField("folded", facts.folded());
    json.writeArrayFieldStart("rows");
    for (Page.Fact fact : facts.rows()) {
      json.writeStartObject();
      json.writeStringField("name", fact.name());
      texts("values", fact.values());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void texts(String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void write(Plot plot) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", plot.title());
    json.writeStringField("xLabel", plot.xLabel());
    json.writeBooleanField("held", plot.held());
    json.writeBooleanField("log", plot.log());
    json.writeArrayFieldStart("series");
    for (Plot.Line line : plot.lines()) {
      json.writeStartObject();
      json.writeStringField("name", line.name());
      json.writeNumberField("color", line.color());
      json.writeNumberField("dash", line.dash());
      json.writeNumberField("x", place(line.x()));
      json.writeFieldName("values");
      line.values().write(json, line.x().size());
      if (line.spread().size() > 0) {
        json.writeFieldName("spread");
        line.spread().write(json, line.x().size());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("limits");
    for (Plot.Limit limit : plot.limits()) {
      json.writeStartObject();
      json.writeStringField("name", limit.name());
      json.writeNumberField("value", limit.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private int place(Numbers axis) {
    return places.computeIfAbsent(axis, added -> {
      axes.add(added);
      return axes.size() - 1;
    });
  }
}
