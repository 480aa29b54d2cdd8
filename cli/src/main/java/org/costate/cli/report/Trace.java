/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.function.Function;

/**
 * What one of the runs that a page shows has to plot.
 *
 * @param name of the run, where there are several
 * @param values by their name
 */
record Trace(String name, Numbers x, Function<String, double[]> values) {}
