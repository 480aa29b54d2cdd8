/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import java.util.Optional;
import org.costate.compiler.source.Span;

/** {@code name = value for i in a:b}; name and loop are optional. */
public record Argument(Optional<Name> name, Expression value, Optional<Comprehension> loop, Span span)
    implements Node {}
