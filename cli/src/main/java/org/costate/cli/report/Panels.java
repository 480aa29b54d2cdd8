/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.util.List;
import java.util.stream.Stream;

/** What of a page a figure in a paper shows: the course of the plant and its limits, not how it was found. */
final class Panels {
  private Panels() {}

  /** In the order of the page, whose headings a figure does not have. */
  static List<Plot> of(List<Page.Group> groups) {
    return groups.stream().flatMap(group -> switch (group.title()) {
      case RunReport.STATES, RunReport.CONTROLS -> group.plots().stream();
      case RunReport.MARGINS ->
        group.plots().stream().filter(Plot::visible).map(p -> p.named("margin of " + p.title()));
      default -> Stream.<Plot>empty();
    }).toList();
  }
}
