/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.source;

import java.util.Optional;

/** Finds sources by their module name; the compiler itself never touches a file system. */
@FunctionalInterface
public interface SourceProvider {
  /** The source of the module {@code name} (dotted), or nothing if this provider has none of that name. */
  Optional<Source> find(String name);
}
