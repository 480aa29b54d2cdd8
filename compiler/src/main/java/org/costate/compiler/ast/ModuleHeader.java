/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** {@code module a.b;} */
public record ModuleHeader(QualifiedName name, Span span) implements Node {}
