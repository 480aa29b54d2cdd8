/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Exact derivatives, graph to graph. A structural zero is an absent entry of a sparse row, never a rewritten formula.
 *
 * <p>Calls keep their own rules: the derivative of a call is a call of a derived function, made once for each function and shared by all its
 * calls ({@link org.costate.compiler.differentiate.DerivedFunctions}), so second derivatives of an integrator step are the chain rule over
 * its stages and no stage is ever expanded.
 */
package org.costate.compiler.differentiate;
