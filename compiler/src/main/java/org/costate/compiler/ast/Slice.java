/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** What stands between the brackets of an index; indices count from 1. */
public sealed interface Slice extends Node {
  /** {@code :} */
  record All(Span span) implements Slice {}

  /** {@code i} */
  record At(Expression index, Span span) implements Slice {}

  /** {@code from:to}, both included */
  record Range(Expression from, Expression to, Span span) implements Slice {}
}
