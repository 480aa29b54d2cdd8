/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** {@code for variable in from:to}, both ends included. */
public record Comprehension(Name variable, Expression from, Expression to, Span span) implements Node {}
