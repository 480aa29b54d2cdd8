/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Shapes, types and units: pure values. */
package org.costate.compiler.types;
