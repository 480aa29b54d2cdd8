/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Scripts that complete the command line in shells, made of what commands and options say of themselves. */
package org.costate.cli.completion;
