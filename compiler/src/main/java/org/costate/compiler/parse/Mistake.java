/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.parse;

import java.util.Optional;
import org.costate.compiler.diagnostics.Diagnostic;

/** One kind of mistake inside a statement. */
@FunctionalInterface
interface Mistake {
  /** What to say if the user made this mistake, judged by the tokens around the place. */
  Optional<Diagnostic.Builder> in(Situation at);
}
