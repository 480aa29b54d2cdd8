/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.check;

import org.costate.compiler.ast.Expression;

/**
 * An expression as a whole, where a statement holds it.
 *
 * @param what names it in a sentence: {@code the bounds of `tau`}
 */
record Site(Expression expression, Moment moment, String what) {}
