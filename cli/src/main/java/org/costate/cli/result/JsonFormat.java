/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.costate.runtime.file.AtomicFile;

/** One object: the facts, then arrays by name; runs of a simulation are objects in an array. */
record JsonFormat() implements ResultFormat {
  /** The facts that are read. */
  static final Set<String> READ = Set.of(Result.KIND, Result.UNITS, Group.DESIGN.word);

  @Override
  public void write(Path file, Result result) throws IOException {
    AtomicFile.write(file, out -> {
      try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.useDefaultPrettyPrinter();
        json.writeStartObject();
        JsonValues.fields(json, result.facts());
        if (result.several()) {
          json.writeArrayFieldStart(Result.RUNS);
          for (Result.Run run : result.runs()) {
            json.writeStartObject();
            write(json, result, run);
            json.writeEndObject();
          }
          json.writeEndArray();
        } else {
          write(json, result, result.runs().getFirst());
        }
        result.sections().write(json);
        json.writeEndObject();
      }
    });
  }

  private static void write(JsonGenerator json, Result result, Result.Run run) throws IOException {
    JsonValues.fields(json, run.facts());
    JsonValues.numbers(json, Result.TIME, run.course().time());
    for (Group group : Group.SERIES) {
      json.writeObjectFieldStart(group.word);
      for (String element : result.elements(group.kind)) {
        JsonValues.numbers(json, element, run.course().of(group.kind, element));
      }
      json.writeEndObject();
    }
  }

  @Override
  public SavedSolution read(Path file) throws IOException {
    SavedSolution solution = new SavedSolution(file);
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      object(json, solution);
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage() + place, e);
    }
    return solution;
  }

  @Override
  public Map<String, Object> fields(Path file) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + " is no solution: it does not begin with {");
      }
      Object object = JsonValues.read(json);
      if (json.nextToken() != null) {
        throw new IOException(file + " is no solution: there is more than one object in it");
      }
      return strings((Map<?, ?>) object);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage() + " in line " + e.getLocation().getLineNr(),
          e);
    }
  }

  /** Facts of another format. */
  static Map<String, Object> facts(String text, String place, SavedSolution solution) throws IOException {
    try {
      if (JsonValues.parse(text) instanceof Map<?, ?> facts) {
        return strings(facts);
      }
      throw solution.wrong(place + " does not begin with {");
    } catch (JsonProcessingException e) {
      throw solution.wrong(place + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, Object> strings(Map<?, ?> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    fields.forEach((name, value) -> all.put((String) name, value));
    return all;
  }

  /** Reads facts of another format, which stand at {@code place}. */
  static void read(String facts, String place, SavedSolution solution) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(facts)) {
      object(json, solution);
    } catch (JsonProcessingException e) {
      throw solution.wrong(place + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void object(JsonParser json, SavedSolution solution) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw solution.wrong("it does not begin with {");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      field(json, solution);
    }
  }

  private static void field(JsonParser json, SavedSolution solution) throws IOException {
    String name = json.currentName();
    JsonToken value = json.nextToken();
    Optional<Group> group = Group.find(name);
    if (name.equals(Result.KIND)) {
      solution.checkKind(json.getText());
      json.skipChildren();
    } else if (group.isEmpty() && !name.equals(Result.UNITS)) {
      json.skipChildren();
    } else if (value != JsonToken.START_OBJECT) {
      throw solution.wrong("`" + name + "` is no object");
    } else if (group.isPresent()) {
      numbers(json, group.get(), solution);
    } else {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String variable = json.currentName();
        json.nextToken();
        solution.unit(variable, json.getText());
        json.skipChildren();
      }
    }
  }

  private static void numbers(JsonParser json, Group group, SavedSolution solution) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() == JsonToken.START_ARRAY) {
        double[] numbers = new double[64];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
          solution.claim(1, name);
          numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
          numbers[count++] = number(json, name, solution);
        }
        solution.put(group, name, Arrays.copyOf(numbers, count));
      } else {
        solution.put(group, name, number(json, name, solution));
      }
    }
  }

  private static double number(JsonParser json, String name, SavedSolution solution) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null || !token.isNumeric()) {
      throw solution.wrong("`" + name + "` holds `" + (token == null ? "no end" : json.getText())
          + "`, expected numbers");
    }
    return json.getDoubleValue();
  }
}
