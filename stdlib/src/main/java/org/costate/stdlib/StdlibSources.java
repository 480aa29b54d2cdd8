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

/** Sources that ship with Costate: the modules of the standard library, {@code lib.quat} is the file lib/quat.ctl, and templates. */
public final class StdlibSources implements SourceProvider {
  private static final List<String> MODULES = List.of("lib.contact", "lib.cost", "lib.laser", "lib.plants.acrobot",
      "lib.plants.arm", "lib.plants.car", "lib.plants.cartpole", "lib.plants.chain", "lib.plants.pendulum",
      "lib.plants.planar_quadrotor", "lib.plants.quadrotor", "lib.plants.rocket", "lib.plants.spacecraft",
      "lib.plants.unicycle", "lib.quat", "lib.rotation", "lib.smooth");
  private static final List<String> TEMPLATES = List.of("starter", "pendulum", "cartpole", "double_integrator");

  /** The modules, by their full names. */
  public List<String> modules() {
    return MODULES;
  }

  /** The complete programs that {@code costate new} copies; the first is its default. */
  public List<String> templates() {
    return TEMPLATES;
  }

  @Override
  public Lookup find(String name) {
    String file = name.replace('.', '/') + ".ctl";
    return MODULES.contains(name)
        ? new Lookup.Found(source(file))
        : new Lookup.Missing("`" + file + "` in the standard library", MODULES);
  }

  /** One of {@link #templates()}. */
  public Optional<Source> template(String name) {
    return TEMPLATES.contains(name) ? Optional.of(source("templates/" + name + ".ctl")) : Optional.empty();
  }

  private static Source source(String file) {
    try (InputStream in = StdlibSources.class.getResourceAsStream(file)) {
      return new Source("stdlib/" + file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " of the standard library", e);
    }
  }
}
