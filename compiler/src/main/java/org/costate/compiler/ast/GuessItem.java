package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** {@code u = value} in a guess. */
public record GuessItem(Element target, Expression value, Span span) implements Node {}
