/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/**
 * Loads what {@code costate compile} wrote: a jar of generated classes with an index of its problems. Needs the runtime only. An artefact
 * is code and runs with the rights of the program that loads it, as every jar does.
 */
public final class ArtifactLoader {
  /** The entry of the jar that lists its problems: a line with the format, then the binary name of each problem's class. */
  public static final String INDEX = "META-INF/costate/problems";

  /** The format that this runtime reads. Its number changes with the interface between generated classes and the runtime. */
  public static final String FORMAT = "costate-artifact 5";

  private static final int MAX_ENTRIES = 10_000;
  private static final long MAX_BYTES = 64L << 20;

  private final Path file;
  private final Map<String, byte[]> classFiles = new HashMap<>();
  private long bytesRead;

  private ArtifactLoader(Path file) {
    this.file = file;
  }

  /**
   * The problems of an artefact, in the order in which they were compiled. The file is read at once and not needed afterwards.
   *
   * @throws ArtifactException if the file is no artefact, damaged, of another format or too large
   * @throws IOException if it cannot be read
   */
  public static List<LoadedProblem> load(Path file) throws IOException {
    return new ArtifactLoader(file).load();
  }

  private List<LoadedProblem> load() throws IOException {
    List<String> problems;
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      problems = index(jar);
      readClasses(jar);
    } catch (ZipException e) {
      throw new ArtifactException(file + " is damaged or no jar: " + e.getMessage(), e);
    }
    GeneratedClassLoader loader = new GeneratedClassLoader(classFiles);
    List<LoadedProblem> loaded = new ArrayList<>();
    for (String problem : problems) {
      loaded.add(problem(loader, problem));
    }
    return List.copyOf(loaded);
  }

  private List<String> index(JarFile jar) throws IOException {
    JarEntry entry = jar.getJarEntry(INDEX);
    if (entry == null) {
      throw new ArtifactException(file + " was not written by `costate compile`: it has no " + INDEX);
    }
    List<String> lines = new String(read(jar, entry), StandardCharsets.UTF_8).lines().toList();
    String format = lines.isEmpty() ? "" : lines.getFirst();
    if (!format.equals(FORMAT)) {
      throw new ArtifactException(
          file + " has the format `" + format + "`, but this runtime reads `" + FORMAT + "`: compile it again");
    }
    return lines.subList(1, lines.size());
  }

  private void readClasses(JarFile jar) throws IOException {
    if (jar.size() > MAX_ENTRIES) {
      throw new ArtifactException(file + " has more than " + MAX_ENTRIES + " entries");
    }
    for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
      if (entry.getName().endsWith(".class")) {
        String path = entry.getName().substring(0, entry.getName().length() - ".class".length());
        classFiles.put(path.replace('/', '.'), read(jar, entry));
      }
    }
  }

  /** Trusts no size that the jar claims. */
  private byte[] read(JarFile jar, JarEntry entry) throws IOException {
    int left = (int) (MAX_BYTES - bytesRead);
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(left + 1);
      if (bytes.length > left) {
        throw new ArtifactException(file + " unpacks to more than " + (MAX_BYTES >> 20) + " MB");
      }
      bytesRead += bytes.length;
      return bytes;
    }
  }

  private LoadedProblem problem(GeneratedClassLoader loader, String className) throws ArtifactException {
    try {
      GeneratedProblem code = loader.problem(className);
      ProblemInfo info = ProblemInfo.decode(code.info());
      List<GeneratedRun> runs = info.runs().stream().map(run -> loader.run(run.className())).toList();
      check(loader, info);
      LoadedProblem problem = new LoadedProblem(code, info, runs, loader.episode(className));
      problem.policies();
      info.runs().forEach(problem::teacher);
      return problem;
    } catch (LinkageError | IllegalArgumentException e) {
      throw new ArtifactException(
          "class " + className + " of " + file + " does not fit this runtime: " + e.getMessage(), e);
    }
  }

  /** Loads what is loaded later, so that it fails now and not at the first solve. */
  private static void check(GeneratedClassLoader loader, ProblemInfo info) {
    info.groups().forEach(group -> loader.constraints(group.className()));
    info.stages()
        .ifPresent(
            stages -> check(loader, ProblemInfo.decode(loader.problem(stages.className()).info())));
  }
}
