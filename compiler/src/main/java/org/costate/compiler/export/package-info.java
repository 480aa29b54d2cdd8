/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * From plans to C99: {@link org.costate.compiler.export.CExporter} writes the functions of a problem, the same steps in the same order as the
 * generated classes, as one source file and its header.
 */
package org.costate.compiler.export;
