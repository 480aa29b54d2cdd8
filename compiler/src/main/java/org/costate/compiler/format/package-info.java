/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The layout of a program: {@link org.costate.compiler.format.Formatter} keeps the tokens and comments of a source and
 * chooses anew what white space stands between them.
 *
 * <p>{@code Tokens} are what must be kept, {@code Outline} walks the tree and says how each token is joined to the one
 * before it and where the lines are, {@code Alignment} finds the columns of neighbouring lines, {@code Layout} breaks
 * what is too long and writes, {@code Verification} distrusts all of them.
 */
package org.costate.compiler.format;
