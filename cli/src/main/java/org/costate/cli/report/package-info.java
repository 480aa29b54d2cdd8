/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Reports: one HTML file about one run, which opens without a network. {@link RunReport} gathers, {@link ReportPage} writes. The page's
 * template, style and script are resources beside this package; plots are drawn by uPlot, which is read from its WebJar.
 */
package org.costate.cli.report;
