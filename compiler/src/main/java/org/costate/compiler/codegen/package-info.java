/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * From plans to classes: {@link org.costate.compiler.codegen.ClassGenerator} writes a class for a program, {@link
 * org.costate.compiler.codegen.ArtifactWriter} puts classes into a jar. The only package that uses ASM.
 */
package org.costate.compiler.codegen;
