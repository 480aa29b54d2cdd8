/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code costate mpc}: runs an mpc block against a plant and says how long its ticks took. */
final class MpcCommand implements Command {
  @Override
  public String name() {
    return "mpc";
  }

  @Override
  public String usage() {
    return "FILE [NAME] [options]";
  }

  @Override
  public String summary() {
    return "runs an mpc block: a plan at every tick, against noise, pushes and another plant";
  }

  @Override
  public String details() {
    return """
        NAME is the name of an mpc block; a file with one needs none. --set and --start
        change what the controller and the plant have in common, --plant-set the plant
        alone. Without --substeps the plant is integrated as the plan is. --plant
        model.ctl:Rough runs against the problem Rough of another file, which has the
        same states and controls.
        """;
  }

  @Override
  public Options options() {
    return SimulationOptions.add(new Options()
        .addOption(
            Arguments.assignment("set", "gives a param another value: m=1.2, goal=1,2, obs[1,2]=0.5; may be repeated"))
        .addOption(Arguments.assignment("start", "starts a state elsewhere: theta=0.1; may be repeated"))
        .addOption(Arguments.constants()));
  }

  @Override
  public String names() {
    return "mpc";
  }

  @Override
  public int run(CommandLine line, Terminal terminal) throws IOException {
    return MpcRun.run(Arguments.positional(this, line, 1, 2), line, terminal);
  }
}
