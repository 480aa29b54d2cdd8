/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.costate.compiler.source.Span;

/**
 * One finding about a program: facts only, rendered late by {@link TextRenderer} or as JSON.
 *
 * @param message stands alone, lower case, no final stop, no advice
 * @param primary the smallest span that shows the cause
 * @param secondary the other half of the story, in source order
 * @param notes facts; {@code helps}: advice; {@code fix}: only when a machine can apply it
 */
public record Diagnostic(
    Code code,
    String message,
    Label primary,
    List<Label> secondary,
    List<String> notes,
    List<String> helps,
    Optional<Fix> fix) {

  public Diagnostic {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(primary);
    secondary = List.copyOf(secondary);
    notes = List.copyOf(notes);
    helps = List.copyOf(helps);
    Objects.requireNonNull(fix);
  }

  public Severity severity() {
    return code.severity();
  }

  public static Builder at(Code code, Span span, String message) {
    return new Builder(code, span, message);
  }

  /** Collects the parts of a diagnostic in the order in which they are read. */
  public static final class Builder {
    private final Code code;
    private final Span span;
    private final String message;
    private String label = "";
    private final List<Label> secondary = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> helps = new ArrayList<>();
    private Fix fix;

    private Builder(Code code, Span span, String message) {
      this.code = code;
      this.span = span;
      this.message = message;
    }

    /** What stands under the primary span. */
    public Builder label(String text) {
      label = text;
      return this;
    }

    public Builder second(Span place, String text) {
      secondary.add(new Label(place, text));
      return this;
    }

    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    public Builder help(String text) {
      helps.add(text);
      return this;
    }

    public Builder fix(Fix change) {
      fix = change;
      return this;
    }

    public Diagnostic build() {
      return new Diagnostic(
          code, message, new Label(span, label), secondary, notes, helps, Optional.ofNullable(fix));
    }
  }
}
