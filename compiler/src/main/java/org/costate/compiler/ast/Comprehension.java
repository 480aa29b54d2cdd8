package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** {@code for variable in from:to}, both ends included. */
public record Comprehension(Name variable, Expression from, Expression to, Span span) implements Node {}
