/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Equations of motion from energies, graph to graph: nothing here knows the syntax. */
package org.costate.compiler.mechanics;
