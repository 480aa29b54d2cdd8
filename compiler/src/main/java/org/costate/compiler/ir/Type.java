/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.ir;

/** What a node's value is. */
public enum Type {
  REAL,
  TRUTH
}
