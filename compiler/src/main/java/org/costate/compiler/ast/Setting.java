/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** One entry of an option block. */
public sealed interface Setting extends Node
    permits Setting.Option, Setting.Group, Setting.Expect, Member.Start, Member.Guess {
  /** {@code word = value;} */
  record Option(Name name, Expression value, Span span) implements Setting {}

  /** {@code word { ... }} */
  record Group(Name name, Block block, Span span) implements Setting {}

  /** {@code expect condition;} */
  record Expect(Expression condition, Span span) implements Setting {}
}
