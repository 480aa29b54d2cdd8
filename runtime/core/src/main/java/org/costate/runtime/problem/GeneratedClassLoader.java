/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.problem;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.costate.runtime.lanes.LanePlan;
import org.costate.runtime.lanes.LaneProgram;

/**
 * Holds generated classes in memory. Its own classes win over classes of the same name elsewhere, so a user's class path cannot shadow a
 * problem; everything else comes from the loader of the runtime.
 */
public final class GeneratedClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classFiles;
  private final Map<String, Supplier<LaneProgram>> lanePrograms;
  private final Map<String, LanePlan> lanePlans = new ConcurrentHashMap<>();

  /** @param classFiles class files by binary name; copied */
  public GeneratedClassLoader(Map<String, byte[]> classFiles) {
    this(classFiles, Map.of());
  }

  /** @param lanePrograms of problems, by the binary names of their classes; asked for once, and only if somebody evaluates many cases */
  public GeneratedClassLoader(Map<String, byte[]> classFiles, Map<String, Supplier<LaneProgram>> lanePrograms) {
    super("costate", GeneratedClassLoader.class.getClassLoader());
    Map<String, byte[]> copies = new HashMap<>();
    classFiles.forEach((name, bytes) -> copies.put(name, bytes.clone()));
    this.classFiles = Map.copyOf(copies);
    this.lanePrograms = Map.copyOf(lanePrograms);
  }

  /**
   * An object of a problem's class.
   *
   * @throws LinkageError if the class does not fit this runtime
   * @throws IllegalArgumentException if there is no such class or it is not a problem's
   */
  public GeneratedProblem problem(String className) {
    return instance(className, GeneratedProblem.class);
  }

  /** An object of a run's class; throws as {@link #problem} does. */
  public GeneratedRun run(String className) {
    return instance(className, GeneratedRun.class);
  }

  /** An object of the class of a group of constraints; throws as {@link #problem} does. */
  public GeneratedConstraints constraints(String className) {
    return instance(className, GeneratedConstraints.class);
  }

  /** An object of the class of a problem's episodes, which only some problems have; throws as {@link #problem} does. */
  public Optional<GeneratedEpisode> episode(String problemClass) {
    String className = GeneratedEpisode.className(problemClass);
    return classFiles.containsKey(className)
        ? Optional.of(instance(className, GeneratedEpisode.class))
        : Optional.empty();
  }

  /** An object of the class of a problem's view, which only some problems have; throws as {@link #problem} does. */
  public Optional<GeneratedView> view(String problemClass) {
    String className = GeneratedView.className(problemClass);
    return classFiles.containsKey(className) ? Optional.of(instance(className, GeneratedView.class)) : Optional.empty();
  }

  /** An object of the class of a problem's sweeps, which only small problems have; throws as {@link #problem} does. */
  Optional<GeneratedSweep> sweep(String problemClass) {
    String className = GeneratedSweep.className(problemClass);
    return classFiles.containsKey(className)
        ? Optional.of(instance(className, GeneratedSweep.class))
        : Optional.empty();
  }

  /** An object of the class of a run's teacher, which only some runs have; throws as {@link #problem} does. */
  public Optional<GeneratedTeacher> teacher(String runClass) {
    String className = GeneratedTeacher.className(runClass);
    return classFiles.containsKey(className)
        ? Optional.of(instance(className, GeneratedTeacher.class))
        : Optional.empty();
  }

  /** The plan for many cases of a problem, made once; empty where there is none. */
  Optional<LanePlan> lanes(String problemClass, boolean sameData) {
    return Optional.ofNullable(lanePrograms.get(problemClass))
        .map(program -> lanePlans.computeIfAbsent(problemClass + " " + sameData,
            key -> LanePlan.of(program.get(), sameData)));
  }

  private <T> T instance(String className, Class<T> base) {
    if (!classFiles.containsKey(className)) {
      throw new IllegalArgumentException("there is no class " + className);
    }
    try {
      Class<?> loaded = loadClass(className);
      if (loaded.getSuperclass() != base) {
        throw new IllegalArgumentException(className + " is not a " + base.getSimpleName());
      }
      return base.cast(loaded.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(className + " cannot be created: " + e.getMessage(), e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    byte[] bytes = classFiles.get(name);
    if (bytes == null) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
    }
  }
}
