/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.source;

import java.util.List;

/** Finds sources by their module name; the compiler itself never touches a file system. */
@FunctionalInterface
public interface SourceProvider {
  /** Has no module. */
  SourceProvider NONE = module -> new Lookup.Missing("place for modules here", List.of());

  /** The source of the module {@code name} (dotted; its parts are names of the language). */
  Lookup find(String name);

  /** What came of looking for a module. */
  sealed interface Lookup {
    /** Its source. */
    record Found(Source source) implements Lookup {}

    /**
     * There is no such module.
     *
     * @param place where it would be, to follow "there is no": {@code file `plants/pendulum.ctl`}
     * @param known modules that there are, as far as it is cheap to know
     */
    record Missing(String place, List<String> known) implements Lookup {
      public Missing {
        known = List.copyOf(known);
      }
    }

    /**
     * There may be one, but it is not read.
     *
     * @param reason what is wrong with {@code place}, to follow its name: {@code is not an ordinary file}
     */
    record Refused(String place, String reason) implements Lookup {}
  }
}
