/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium that opens a page and asks it. Without one in the PATH the test that wants it is skipped, with a line that says so. */
final class Browser {
  private static final int PATIENCE_SECONDS = 120;
  private static final int WAIT_MS = 2000;

  /** A busy machine draws few pictures while the page's time passes. */
  private static final int LONGEST_WAIT_MS = 20_000;

  private Browser() {}

  /**
   * Opens a page and asks it after two seconds of its own time, later if its animation has not begun by then.
   *
   * @param probe an expression in the page's language; its value is an object
   * @param flags of the browser, besides those that every page is opened with
   * @return the value
   */
  static Map<String, Object> ask(Path page, Path folder, String probe, String... flags)
      throws IOException, InterruptedException {
    assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(p -> Files.isExecutable(Path.of(p, "chromium"))),
        "no chromium in the PATH: reports are not tried in a browser");
    String listening = "<script>window.failures = [];"
        + "window.addEventListener('error', (e) => window.failures.push(e.message));"
        + "document.addEventListener('securitypolicyviolation', (e) => window.failures.push(e.blockedURI));</script>";
    String asking = "<script>{ const answer = () => { const told = document.createElement('pre'); told.id = 'told';"
        + "told.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(" + probe + "))));"
        + "document.body.appendChild(told); };"
        + "const moves = () => costate.stages.length === 0 || costate.stages.some((stage) => stage.frame > 0);"
        + "const wait = () => moves() || performance.now() > " + LONGEST_WAIT_MS
        + " ? answer() : setTimeout(wait, 50); setTimeout(wait, " + WAIT_MS + "); }</script></body>";
    Path asked = folder.resolve("asked.html");
    Files.writeString(asked,
        Files.readString(page).replace("<head>", "<head>" + listening).replace("</body>", asking));
    Path dom = folder.resolve("dom.html");
    Path log = folder.resolve("browser.log");
    List<String> command = new ArrayList<>(List.of("chromium", "--headless", "--no-sandbox", "--disable-gpu",
        "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--user-data-dir=" + folder.resolve("profile"), "--enable-logging=stderr",
        "--virtual-time-budget=" + (LONGEST_WAIT_MS + 1000), "--dump-dom"));
    command.addAll(List.of(flags));
    command.add(asked.toUri().toString());
    Process browser = new ProcessBuilder(command)
        .redirectOutput(dom.toFile())
        .redirectError(log.toFile())
        .start();
    if (!browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      browser.destroyForcibly();
      throw new IOException("the browser does not answer: " + Files.readString(log));
    }
    List<String> complaints =
        Arrays.stream(Files.readString(log).split("\n")).filter(l -> l.contains("CONSOLE")).toList();
    assertEquals(List.of(), complaints);
    String text = Files.readString(dom);
    int at = text.indexOf("<pre id=\"told\">");
    assertTrue(at > 0, "the page did not answer");
    String answer = text.substring(at + "<pre id=\"told\">".length(), text.indexOf("</pre>", at));
    Map<String, Object> told = Json.parse(
        new String(java.util.Base64.getDecoder().decode(answer), java.nio.charset.StandardCharsets.UTF_8));
    return told;
  }
}
