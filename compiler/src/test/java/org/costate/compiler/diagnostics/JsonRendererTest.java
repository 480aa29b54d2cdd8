/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.costate.compiler.source.Source;
import org.costate.compiler.source.Span;
import org.junit.jupiter.api.Test;

class JsonRendererTest {
  @Test
  void carriesEveryField() {
    Source source = new Source("a.ctl", "let 😀 = omga;\nx");
    Span span = new Span(source, 9, 13);
    Diagnostic diagnostic = Diagnostic.at(Code.E0201, span, "unknown name `omga`")
        .label("here")
        .second(new Span(source, 13, 16), "there")
        .note("n")
        .help("h")
        .fix(Fix.replace(span, "omega"))
        .build();
    String place = "\"file\":\"a.ctl\",\"line\":1,\"column\":9,\"endLine\":1,\"endColumn\":13";
    assertEquals(
        "{\"level\":\"error\",\"code\":\"E0201\",\"message\":\"unknown name `omga`\"," + place + ",\"labels\":[{"
            + place
            + ",\"text\":\"here\",\"primary\":true},"
            + "{\"file\":\"a.ctl\",\"line\":1,\"column\":13,\"endLine\":2,\"endColumn\":2,"
            + "\"text\":\"there\",\"primary\":false}],"
            + "\"notes\":[\"n\"],\"helps\":[\"h\"],"
            + "\"fix\":{\"text\":\"replace `omga` with `omega`\",\"edits\":[{" + place
            + ",\"replacement\":\"omega\"}]}}",
        JsonRenderer.render(diagnostic));
  }

  @Test
  void escapesWhatJsonCannotHold() {
    Source source = new Source("a\\b.ctl", "x");
    String json = JsonRenderer.render(
        Diagnostic.at(Code.E0101, new Span(source, 0, 1), "\"q\" \n\t\r \u0001 \u2028 \uD800 😀").build());
    assertTrue(json.contains("\"message\":\"\\\"q\\\" \\n\\t\\r \\u0001 \\u2028 \\ud800 😀\""), json);
    assertTrue(json.contains("\"file\":\"a\\\\b.ctl\""), json);
    assertTrue(json.endsWith("\"fix\":null}"), json);
  }
}
