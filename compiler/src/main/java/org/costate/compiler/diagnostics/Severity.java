/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.diagnostics;

/** How much a diagnostic weighs: an error stops the compilation, a warning does not. */
public enum Severity {
  ERROR,
  WARNING
}
