/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** {@code u = value} in a guess. */
public record GuessItem(Element target, Expression value, Span span) implements Node {}
