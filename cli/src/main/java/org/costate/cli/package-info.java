/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The command {@code costate}: one file a command, and all printing and file access of the project. {@link org.costate.cli.Main} finds the
 * command, reads its options and turns what went wrong into a message and an {@link org.costate.cli.ExitCode}.
 */
package org.costate.cli;
