/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** From continuous time to one discrete step, as formulas, so that steps are differentiated exactly. */
package org.costate.compiler.discretize;
