/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.Optional;
import org.costate.compiler.source.Span;

/** {@code x = value}, {@code x ~ distribution} or {@code x free} (both empty). */
public record StartItem(Element target, Optional<Expression> value, Optional<Expression> distribution, Span span)
    implements Node {
  public boolean free() {
    return value.isEmpty() && distribution.isEmpty();
  }
}
