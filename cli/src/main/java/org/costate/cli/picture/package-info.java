/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Pictures without a browser: scenes of views, and figures of plots for papers, drawn by a {@link Pen} as pixels or as SVG. Colours, lines and trails are those of the report's page. Only {@link Bitmap} knows Java's 2D graphics, which is loaded when pixels are drawn.
 */
package org.costate.cli.picture;
