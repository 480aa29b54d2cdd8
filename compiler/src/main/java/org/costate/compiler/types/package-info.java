/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Shapes and types: pure values. */
package org.costate.compiler.types;
