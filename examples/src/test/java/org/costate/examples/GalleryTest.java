/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.costate.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gallery: its page shows all of its pictures and no others, and the commands above them make them. */
class GalleryTest {
  private static final Path FOLDER = Path.of("..", "docs", "gallery");
  private static final Pattern PICTURE = Pattern.compile("^!\\[[^\\]]+\\]\\(([^)]+)\\)$", Pattern.MULTILINE);
  private static final Pattern COMMAND = Pattern.compile("^\\./costate (.*)$", Pattern.MULTILINE);

  private static String page() throws IOException {
    return Files.readString(FOLDER.resolve("README.md"));
  }

  private static Set<String> shown() throws IOException {
    return PICTURE.matcher(page()).results().map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void thePageShowsEveryPictureThereIs() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> pictures = files.map(f -> f.getFileName().toString())
          .filter(name -> name.matches(".*\\.(gif|png|svg)"))
          .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(pictures, shown());
    }
  }

  @Test
  void thePageIsWhatItsListYields() throws Exception {
    Process build = new ProcessBuilder("bash", FOLDER.resolve("build").toString(), "--page")
        .redirectErrorStream(true)
        .start();
    String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, build.waitFor(), said);
    assertEquals(page(), said);
  }

  @Test
  void itsCommandsMakeThem(@TempDir Path folder) throws IOException {
    List<String> commands = COMMAND.matcher(page()).results().map(m -> m.group(1)).toList();
    assertTrue(commands.size() >= 10, commands::toString);
    Set<String> made = new TreeSet<>();
    for (String command : commands) {
      List<String> words = Stream.of(command.split(" ", -1)).map(word -> place(word, folder)).toList();
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
      assertEquals(0, Main.run(words.toArray(String[]::new), out, out),
          () -> command + "\n" + said.toString(StandardCharsets.UTF_8));
      Pattern.compile("(\\w+)\\.(gif|html|svg)")
          .matcher(command)
          .results()
          .map(GalleryTest::picture)
          .forEach(made::add);
    }
    assertEquals(shown(), made);
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.count() >= made.size());
    }
  }

  /** Of a page that a command writes the gallery has a screenshot. */
  private static String picture(MatchResult file) {
    return file.group(1) + "." + (file.group(2).equals("html") ? "png" : file.group(2));
  }

  /** Examples are where they are, what a command writes and reads again is in the folder. */
  private static String place(String word, Path folder) {
    if (word.startsWith("examples/")) {
      return Path.of("..").resolve(word).toString();
    }
    return word.matches("\\w+\\.(json|gif|html|svg)|forest") ? folder.resolve(word).toString() : word;
  }
}
