/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Networks as graphs of tensors: what a policy of the language becomes, what a loss is written in, and where both are differentiated, graph to
 * graph. A graph says what is computed; back ends compute it. {@link org.costate.runtime.network.ReferenceEvaluator} does it slowly and
 * obviously in doubles, the oracle of them all.
 */
package org.costate.runtime.network;
