/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Reports: one HTML file, which opens without a network. {@link RunReport}, {@link LearningReport} and {@link Comparison} gather what a {@link Page}
 * shows, {@link ReportPage} writes it. The page's template, style and scripts are resources beside this package; plots are drawn by uPlot, which is read from its WebJar.
 */
package org.costate.cli.report;
