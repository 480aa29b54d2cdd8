/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.schedule;

import org.costate.compiler.ir.Entry;

/** Where a number lives outside of a method's local variables. */
public sealed interface Location {
  /** A place of an entry's parameters. */
  record InArray(Entry.Place place) implements Location {}

  /** An index of the workspace. */
  record Slot(int index) implements Location {}
}
