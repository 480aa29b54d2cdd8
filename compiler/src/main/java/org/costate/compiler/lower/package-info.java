/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** From the checked tree to the expression graph. */
package org.costate.compiler.lower;
