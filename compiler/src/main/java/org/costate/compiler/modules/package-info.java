/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** The files of a program: its own, and those of the modules that it imports, directly or not. */
package org.costate.compiler.modules;
