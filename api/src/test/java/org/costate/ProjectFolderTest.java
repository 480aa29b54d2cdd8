/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectFolderTest {
  private static final int LIMIT = 1 << 20;

  @TempDir
  Path outside;

  private Path root;
  private ProjectFolder folder;

  @BeforeEach
  void makeProject() throws IOException {
    root = Files.createDirectories(outside.resolve("project"));
    Files.createDirectories(root.resolve("data"));
    Files.writeString(root.resolve("data/wind.csv"), "1,2");
    Files.writeString(outside.resolve("secret.csv"), "secret");
    folder = ProjectFolder.of(root.resolve("main.ctl"), Optional.empty());
  }

  @Test
  void filesInsideAreRead() throws IOException {
    assertArrayEquals("1,2".getBytes(UTF_8), folder.read("data/wind.csv", LIMIT));
    assertThrows(NoSuchFileException.class, () -> folder.read("data/none.csv", LIMIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.csv", "data/../../secret.csv", "data/./wind.csv", "/etc/passwd", "",
    "data//wind.csv",
    "data\\wind.csv", "C:wind.csv", "data/wind.csv:stream", "..", "data/", "data/wind\0.csv"})
  void onlyPlainPathsDownwardsAreTaken(String relative) {
    assertRefused("is not a path inside the project folder", relative);
  }

  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("data/link.csv"), outside.resolve("secret.csv"));
    Files.createSymbolicLink(root.resolve("up"), outside);
    assertRefused("leads out of the project folder", "data/link.csv");
    assertRefused("leads out of the project folder", "up/secret.csv");
  }

  /** A neighbour whose name begins as the project's does is outside, too. */
  @Test
  void linksToANeighbourAreRefused() throws IOException {
    Path neighbour = Files.createDirectories(outside.resolve("project2"));
    Files.writeString(neighbour.resolve("a.csv"), "1");
    Files.createSymbolicLink(root.resolve("a.csv"), neighbour.resolve("a.csv"));
    assertRefused("leads out of the project folder", "a.csv");
  }

  @Test
  void linksInsideAreFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("alias.csv"), root.resolve("data/wind.csv"));
    assertArrayEquals("1,2".getBytes(UTF_8), folder.read("alias.csv", LIMIT));
  }

  @Test
  void linksToThemselvesAreAnError() throws IOException {
    Files.createSymbolicLink(root.resolve("loop.csv"), root.resolve("loop.csv"));
    assertThrows(FileSystemException.class, () -> folder.read("loop.csv", LIMIT));
  }

  /** A link stands in for a file system that does not tell capitals from small letters. */
  @Test
  void capitalsCount() throws IOException {
    Files.createSymbolicLink(root.resolve("data/Wind.csv"), root.resolve("data/wind.csv"));
    assertRefused("is called `data/wind.csv`", "data/Wind.csv");
  }

  @Test
  void onlyOrdinaryFilesUpToALimitAreRead() throws IOException {
    assertRefused("is not an ordinary file", "data");
    Files.write(root.resolve("large.csv"), new byte[LIMIT + 1]);
    assertRefused("has more than 1 MiB", "large.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "p/examples/pendulum.ctl, examples.pendulum, p",
    "examples/pendulum.ctl, examples.pendulum, ''",
    "p/pendulum.ctl, examples.pendulum, p",
    "p/examples/pendulum.ctl, pendulum, p/examples",
    "p/examples/Pendulum.ctl, examples.pendulum, p/examples",
    "p/examples/pendulum.ctl, , p/examples",
    "pendulum.ctl, pendulum, ''",
    "a/b/c/ctl.ctl, b.c.ctl, a",
  })
  void theModuleHeaderSaysWhereTheProjectBegins(Path file, String module, Path expected) {
    assertEquals(expected, ProjectFolder.of(file, Optional.ofNullable(module)).path());
  }

  @Test
  void aFileNamedFromItsOwnFolderFindsTheFoldersAbove() {
    Path here = Path.of("").toAbsolutePath();
    String module = here.getParent().getFileName() + "." + here.getFileName() + ".main";
    assertEquals(Path.of("../.."), ProjectFolder.of(Path.of("main.ctl"), Optional.of(module)).path());
  }

  private void assertRefused(String reason, String relative) {
    FileSystemException refused = assertThrows(FileSystemException.class, () -> folder.read(relative, LIMIT));
    assertEquals(reason, refused.getReason());
  }
}
