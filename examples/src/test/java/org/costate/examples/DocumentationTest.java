/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.costate.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show is what there is: the files that they link to, the example, what a command prints. */
class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> NO_DOCUMENTS = Set.of("target", "out", "node_modules");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(?:#[^)]*)?\\)");
  private static final Pattern DERIVATION =
      Pattern.compile("```text\n\\$ \\./costate derive examples/(\\S+) '([^']+)'\n(.*?)```", Pattern.DOTALL);

  static List<Path> documents() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        String name = folder.getFileName().toString();
        boolean hidden = name.startsWith(".") && !folder.equals(ROOT);
        return hidden || NO_DOCUMENTS.contains(name) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (file.toString().endsWith(".md")) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    });
    return found;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadToFiles(Path document) throws IOException {
    List<String> broken =
        LINK.matcher(Files.readString(document))
            .results()
            .map(link -> link.group(1))
            .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
            .filter(link -> !Files.exists(document.resolveSibling(link)))
            .toList();
    assertEquals(List.of(), broken);
  }

  @Test
  void theReadmeShowsTheExampleAsItIs() throws IOException {
    String example = Files.readString(Path.of("cartpole", "cartpole.ctl"));
    assertTrue(readme().contains("```text\n" + example + "```\n"), "README.md differs from cartpole.ctl");
  }

  @Test
  void theReadmeShowsWhatDerivePrints() throws IOException {
    List<MatchResult> shown = DERIVATION.matcher(readme()).results().toList();
    assertTrue(!shown.isEmpty(), "README.md derives nothing");
    for (MatchResult block : shown) {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
      assertEquals(0, Main.run(new String[] {"derive", block.group(1), block.group(2)}, out, out));
      assertEquals(block.group(3), printed.toString(StandardCharsets.UTF_8));
    }
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
