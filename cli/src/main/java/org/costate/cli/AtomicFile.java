/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that nobody ever sees half of it: to a neighbour first, which then takes its name. */
final class AtomicFile {
  private AtomicFile() {}

  /** What is written, to a stream that is closed for it. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Fails where {@link #write} would fail for want of a folder, which is worth knowing before a long computation. */
  static void checkPlace(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new java.nio.file.FileSystemException(file.toString(), null, "is a directory");
    }
    if (!Files.isDirectory(target.getParent())) {
      throw new java.nio.file.NoSuchFileException(String.valueOf(file.getParent()));
    }
    if (!Files.isWritable(target.getParent())) {
      throw new java.nio.file.AccessDeniedException(String.valueOf(target.getParent()));
    }
  }

  static void write(Path file, Content content) throws IOException {
    checkPlace(file);
    Path target = file.toAbsolutePath();
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(out);
      }
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
