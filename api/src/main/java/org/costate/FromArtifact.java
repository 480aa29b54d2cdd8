/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.costate.runtime.file.AtomicFile;
import org.costate.runtime.problem.ArtifactLoader;

/** Problems from a jar that {@code costate compile} wrote. */
final class FromArtifact {
  private FromArtifact() {}

  static Problems load(Path jar) throws IOException {
    List<Compiled> compiled =
        ArtifactLoader.load(jar)
            .stream()
            .map(p -> new Compiled(p, Compiled.Diagnosis.NONE, Compiled.Export.NONE, Optional::empty,
                Optional.empty()))
            .toList();
    return new Problems(jar.toString(), compiled, List.of(),
        target -> AtomicFile.write(target, out -> Files.copy(jar, out)));
  }
}
