/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.benchmarks.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a figure depends on besides the program: nothing of it names a person, a host or a folder. */
public final class Machine {
  private Machine() {}

  /** Where and when this runs, by name. */
  public static Map<String, String> describe() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("date", date());
    facts.put("cpu", cpu());
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
    facts.put("commit", commit());
    return facts;
  }

  public static String date() {
    return LocalDate.now(ZoneOffset.UTC).toString();
  }

  private static String cpu() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"))
          .stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException noSuchFile) {
      return System.getProperty("os.arch");
    }
  }

  /** The commit of the sources, with a mark where they differ from it. */
  private static String commit() {
    String id = git("rev-parse", "--short", "HEAD");
    boolean changed = !git("status", "--porcelain", "--untracked-files=no").isEmpty();
    return id.isEmpty() ? "unknown" : changed ? id + " and local changes" : id;
  }

  private static String git(String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of("git", "-C", Tree.root().toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? output : "";
    } catch (IOException noGit) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
