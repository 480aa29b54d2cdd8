/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.costate.compiler.source.Source;
import org.costate.compiler.source.SourceProvider;

/** Sources that ship with Costate, by dotted name: {@code templates.pendulum} is the file templates/pendulum.ctl. */
public final class StdlibSources implements SourceProvider {
  private static final List<String> TEMPLATES = List.of("starter", "pendulum", "cartpole", "double_integrator");

  /** The complete programs that {@code costate new} copies; the first is its default. */
  public List<String> templates() {
    return TEMPLATES;
  }

  @Override
  public Optional<Source> find(String name) {
    String file = name.replace('.', '/') + ".ctl";
    try (InputStream in = StdlibSources.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new Source("stdlib/" + file, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of the standard library", e);
    }
  }
}
