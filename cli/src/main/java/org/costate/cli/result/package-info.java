/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/** Files of results: solutions and simulations as CSV, JSON and npz, and solutions read back. */
package org.costate.cli.result;
