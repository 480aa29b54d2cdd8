/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.nn;

import java.util.ServiceLoader;
import org.costate.runtime.vector.VectorModule;

/** The back ends that there are. */
public final class Backends {
  private static final String PLAIN = "plain";

  private Backends() {}

  /** The fastest one of our own: over vectors if the virtual machine was started with their module, otherwise plain loops. */
  public static Backend best() {
    return VectorModule.isPresent() ? new VectorBackend() : KernelBackend.plain();
  }

  /**
   * The back end of a name: {@code plain}, {@code vector}, or one that is found on the class path.
   *
   * @throws IllegalArgumentException if there is none, saying how to have it
   */
  public static Backend named(String name) {
    return switch (name) {
      case PLAIN -> KernelBackend.plain();
      case VectorBackend.NAME -> {
        if (!VectorModule.isPresent()) {
          throw new IllegalArgumentException("the back end vector needs java --add-modules " + VectorModule.NAME);
        }
        yield new VectorBackend();
      }
      default -> ServiceLoader.load(Backend.class)
          .stream()
          .map(ServiceLoader.Provider::get)
          .filter(backend -> backend.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no back end " + name + "; there are " + PLAIN + " and "
              + VectorBackend.NAME + ", and what the class path has as services: nd4j is in the artefact"
              + " costate-runtime-nd4j, which ./costate finds after `mvn -DskipTests -pl runtime/nd4j -am package`"));
    };
  }
}
