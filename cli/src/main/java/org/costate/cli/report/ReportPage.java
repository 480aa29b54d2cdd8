/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.costate.runtime.file.AtomicFile;

/** The page around the data. Everything that the page needs is in it. */
final class ReportPage {
  private static final String POM = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

  /** In the order in which they build on each other; one script together. */
  private static final List<String> SCRIPTS =
      List.of("page.js", "plots.js", "films.js", "patterns.js", "listing.js", "start.js");

  private ReportPage() {}

  /** Writes it; it appears complete or not at all. */
  static void write(Path file, Page content) throws IOException {
    String uplot = "/META-INF/resources/webjars/uplot/" + plotsVersion() + "/";
    String page = resource("report.html")
        .replace("<!--uplot.css-->", resource(uplot + "dist/uPlot.min.css"))
        .replace("<!--report.css-->", resource("report.css"))
        .replace("<!--uplot.licence-->", resource(uplot + "LICENSE"))
        .replace("<!--uplot.js-->", resource(uplot + "dist/uPlot.iife.min.js"))
        .replace("<!--scripts-->", scripts())
        .replace("<!--data-->", inert(PageJson.of(content)));
    AtomicFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  /** In JSON these characters stand in texts only, where their escapes mean the same; so no text ends the element or begins another one. */
  static String inert(String json) {
    return json.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String scripts() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String script : SCRIPTS) {
      all.append(resource(script)).append('\n');
    }
    return all.toString();
  }

  private static String plotsVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = open(POM)) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) {
    InputStream in = ReportPage.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the distribution has no " + name);
    }
    return in;
  }
}
