/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** Runs what most runs of {@code costate} begin with, in one process, for the launcher to record its start-up cache from: docs/startup.md. */
public final class Rehearsal {
  private Rehearsal() {}

  /** @param args the program to rehearse with */
  public static void main(String[] args) {
    String program = args[0];
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    for (List<String> command : List.of(
        List.of("--version"),
        List.of("check", program),
        List.of("check", program),
        List.of("solve", program),
        List.of("solve", program, "There", "--set", "c=0.2", "--json"))) {
      Main.run(command.toArray(new String[0]), nowhere, nowhere);
    }
    Main.main(new String[] {"solve", program, "Curved"}); // as a process, whose end has classes of its own
  }
}
