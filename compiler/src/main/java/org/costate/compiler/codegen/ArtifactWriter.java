/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.compiler.codegen;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.ArtifactLoader;

/** Writes the jar of {@code costate compile}, which {@link ArtifactLoader} reads. Equal classes give equal bytes. */
public final class ArtifactWriter {
  /** The first time that a zip file can express: entries carry no trace of when they were written. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ArtifactWriter() {}

  /**
   * Writes an artefact; the file appears complete or not at all.
   *
   * @param problems the classes of problems, in the order in which the loader is to give them
   * @param parts the classes of their {@code solve} blocks and constraints
   */
  public static void write(Path target, List<GeneratedClass> problems, List<GeneratedClass> parts) throws IOException {
    AtomicFile.write(target, out -> write(out, problems, parts));
  }

  private static void write(OutputStream out, List<GeneratedClass> problems, List<GeneratedClass> parts)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    entry(zip, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\nCreated-By: Costate\r\n\r\n");
    List<String> index = new ArrayList<>(List.of(ArtifactLoader.FORMAT));
    problems.forEach(problem -> index.add(problem.name()));
    entry(zip, ArtifactLoader.INDEX, String.join("\n", index) + "\n");
    for (GeneratedClass problem : problems) {
      classFile(zip, problem);
    }
    for (GeneratedClass part : parts) {
      classFile(zip, part);
    }
    zip.finish();
  }

  private static void classFile(ZipOutputStream zip, GeneratedClass generated) throws IOException {
    entry(zip, generated.name().replace('.', '/') + ".class", generated.bytes());
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    entry(zip, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
