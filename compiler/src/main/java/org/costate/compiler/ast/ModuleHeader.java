package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** {@code module a.b;} */
public record ModuleHeader(QualifiedName name, Span span) implements Node {}
