/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes pages, and reads the data in them. */
abstract class PageTest extends CommandLineTest {
  /** @param command ends well */
  final Path report(String... command) throws IOException {
    Path page = folder.resolve("report.html");
    String[] all = Arrays.copyOf(command, command.length + 2);
    all[command.length] = "--report";
    all[command.length + 1] = page.toString();
    Outcome done = run(all);
    assertEquals(ExitCode.OK, done.code(), done.err());
    return page;
  }

  static Map<String, Object> data(Path page) throws IOException {
    String text = Files.readString(page);
    String open = "id=\"data\">";
    int at = text.indexOf(open) + open.length();
    return Json.parse(text.substring(at, text.indexOf("</script>", at)));
  }

  static List<Map<String, Object>> plots(Map<String, Object> data, String group) {
    return objects(data, "groups").stream()
        .filter(g -> g.get("title").equals(group))
        .flatMap(g -> objects(g, "plots").stream())
        .toList();
  }

  static Map<String, Object> plot(Map<String, Object> data, String group, String title) {
    return plots(data, group).stream().filter(p -> p.get("title").equals(title)).findFirst().orElseThrow();
  }

  /** The values of a fact, one for each column of its table. */
  static Object fact(Map<String, Object> data, String name) {
    return objects(data, "facts").stream()
        .flatMap(f -> objects(f, "rows").stream())
        .filter(f -> f.get("name").equals(name))
        .findFirst()
        .orElseThrow()
        .get("values");
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> objects(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.get(name);
  }
}
