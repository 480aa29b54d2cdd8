/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ast;

import org.costate.compiler.source.Span;

/** A piece of syntax with its place. The tree is 1:1 with the grammar and never changed after parsing. */
public sealed interface Node
    permits Name, QualifiedName, SourceFile, Expression, Argument, Comprehension, Row, Slice, UnitExpression,
    UnitExpression.Factor, UnitExpression.Atom, ModuleHeader, Import, Item, Member, Parameter, Domain, Statement,
    Setting, Block,
    CostItem, ConstraintItem, StartItem, GuessItem, Element {
  Span span();
}
