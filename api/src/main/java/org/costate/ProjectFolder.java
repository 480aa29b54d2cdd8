/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a program: the only part of the file system, besides the program's own file, that compiling it reads. Links are followed
 * and then judged by where they end, so nothing outside can be reached through the names that a program writes.
 */
public final class ProjectFolder {
  private static final Pattern MODULE = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*(\\.[\\p{L}_][\\p{L}\\p{Nd}_]*)*");
  private static final int MODULE_DEPTH = 3;
  private static final int MAX_LISTED = 1_000;

  private final Path folder;

  private ProjectFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The project folder of a program.
   *
   * @param file the program's file
   * @param module the name that its module header gives it; if the path of {@code file} ends as {@code a.b} says, in a/b.ctl, the project
   *     folder is the one that holds a, otherwise it is the file's own folder
   */
  public static ProjectFolder of(Path file, Optional<String> module) {
    Path folder = parent(file);
    List<String> parts = module.map(name -> List.of((name + ".ctl").split("\\.(?!ctl$)"))).orElse(List.of());
    if (!parts.isEmpty() && file.toAbsolutePath().endsWith(Path.of("", parts.toArray(String[]::new)))) {
      for (int i = 1; i < parts.size(); i++) {
        boolean named = !folder.toString().isEmpty() && !folder.endsWith("..");
        folder = named ? parent(folder) : folder.resolve("..");
      }
    }
    return new ProjectFolder(folder);
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent != null ? parent : Path.of("");
  }

  /** As the program's file was named: relative if that was. */
  public Path path() {
    return folder;
  }

  /** What users call the file {@code relative}: its path from where the program's file was named. */
  public Path file(String relative) {
    return folder.resolve(relative);
  }

  /** Names of modules in the folder, for suggestions: files two levels down at most, of a folder that is not too large to look through. */
  List<String> modules() {
    try (Stream<Path> files = Files.walk(folder, MODULE_DEPTH)) {
      return files.limit(MAX_LISTED)
          .filter(f -> f.toString().endsWith(".ctl"))
          .map(f -> folder.relativize(f).toString().replaceFirst("\\.ctl$", "").replace(File.separatorChar, '.'))
          .filter(name -> MODULE.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /**
   * The content of a file of the project.
   *
   * @param relative its path from the project folder, with {@code /} between names
   * @param maxBytes the most that it may hold
   * @throws NoSuchFileException if there is none
   * @throws FileSystemException with a reason for the user, if it must not be read: the path is no plain path downwards or leads out of
   *     the folder, the file is called otherwise in capitals and small letters, is too large, or is no ordinary file
   * @throws IOException if it cannot be read
   */
  public byte[] read(String relative, int maxBytes) throws IOException {
    Path real = real(relative);
    try (InputStream in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw refused(relative, "has more than " + (maxBytes >> 20) + " MiB");
      }
      return bytes;
    }
  }

  private Path real(String relative) throws IOException {
    if (!downwards(relative)) {
      throw refused(relative, "is not a path inside the project folder");
    }
    Path root = folder.toRealPath();
    Path asked;
    try {
      asked = Path.of(relative);
    } catch (InvalidPathException e) {
      FileSystemException refused = refused(relative, "is not a path on this system");
      refused.initCause(e);
      throw refused;
    }
    Path real = root.resolve(asked).toRealPath();
    if (!real.startsWith(root)) {
      throw refused(relative, "leads out of the project folder");
    }
    Path found = root.relativize(real);
    if (!found.equals(asked) && found.toString().equalsIgnoreCase(asked.toString())) {
      throw refused(relative, "is called `" + found.toString().replace('\\', '/') + "`");
    }
    if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
      throw refused(relative, "is not an ordinary file");
    }
    return real;
  }

  /** Whether a path has only names, no roots, drives, streams, separators of other systems or steps upwards. */
  private static boolean downwards(String relative) {
    for (String name : relative.split("/", -1)) {
      boolean plain = !name.isEmpty() && !name.equals(".") && !name.equals("..")
          && name.chars().noneMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
      if (!plain) {
        return false;
      }
    }
    return true;
  }

  private FileSystemException refused(String relative, String reason) {
    return new FileSystemException(folder + "/" + relative, null, reason);
  }
}
