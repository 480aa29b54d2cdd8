/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** From a problem to the functions of its generated classes: step, derivatives, costs, defaults, setup, runs. */
package org.costate.compiler.entries;
