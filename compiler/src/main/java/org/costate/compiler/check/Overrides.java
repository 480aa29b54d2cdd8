/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import java.util.Map;
import java.util.Optional;
import org.costate.compiler.source.Source;

/**
 * Values that replace those of scalar consts. A const of the program's own file is called by its name, in whatever container it stands; one
 * of a module by the module's name, a dot and its own.
 */
record Overrides(Map<String, Double> values, Map<Source, String> modules) {
  Overrides {
    values = Map.copyOf(values);
    modules = Map.copyOf(modules);
  }

  /** What a const is called here. */
  String name(Symbol.Constant constant) {
    String module = constant.place().map(p -> modules.get(p.source())).orElse(null);
    return module == null ? constant.name() : module + "." + constant.name();
  }

  Optional<Double> of(Symbol.Constant constant) {
    return Optional.ofNullable(values.get(name(constant)));
  }
}
