/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Writes a file so that nobody ever sees half of it: to a neighbour first, which then takes its name. */
public final class AtomicFile {
  private AtomicFile() {}

  /** What is written, to a stream that is closed for it. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Fails where {@link #write} would fail for want of a folder, which is worth knowing before a long computation. */
  public static void checkPlace(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(String.valueOf(file.getParent()));
    }
    if (!Files.isWritable(target.getParent())) {
      throw new AccessDeniedException(String.valueOf(target.getParent()));
    }
  }

  /**
   * Writes a file, in place of an older one of that name.
   *
   * @throws IOException if it cannot be written, or what {@code content} throws; the older file then stays
   */
  public static void write(Path file, Content content) throws IOException {
    checkPlace(file);
    Path target = file.toAbsolutePath();
    place(target, content, _ -> {});
  }

  /**
   * Writes new content of a file that exists: where a link leads to, with its permissions.
   *
   * @throws IOException if it cannot be written, or what {@code content} throws; the older content then stays
   */
  public static void rewrite(Path file, Content content) throws IOException {
    Path target = file.toRealPath();
    checkPlace(target);
    if (!Files.isWritable(target)) {
      throw new AccessDeniedException(file.toString());
    }
    place(target, content, temporary -> copyPermissions(target, temporary));
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Files.setPosixFilePermissions(to, view.readAttributes().permissions());
    }
  }

  private interface Preparation {
    void accept(Path temporary) throws IOException;
  }

  private static void place(Path target, Content content, Preparation preparation) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      // no channel: one is closed under the writer when its thread is interrupted
      try (OutputStream out = new BufferedOutputStream(new FileOutputStream(temporary.toFile()))) {
        content.writeTo(out);
      }
      preparation.accept(temporary);
      try {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
