/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.costate.Training;
import org.costate.runtime.learn.plant.SocketPlant;

/** What {@code --plant} names, if it is given. */
record PlantConnection(Optional<SocketPlant> plant) implements Closeable {
  /** This machine: nothing else is reached unless the command line says so. */
  private static final String LOOPBACK = "127.0.0.1";

  private static final int LAST_PORT = 65535;
  private static final int PATIENCE_SECONDS = 10;
  private static final int LARGEST_PATIENCE_SECONDS = 86_400;

  /** @throws IOException if nothing listens there */
  static PlantConnection of(CommandLine line) throws IOException {
    if (!line.hasOption("plant")) {
      if (line.hasOption("plant-timeout")) {
        throw new UsageException("--plant-timeout says how long a plant may take, but there is no --plant");
      }
      return new PlantConnection(Optional.empty());
    }
    String given = line.getOptionValue("plant").strip();
    int colon = given.lastIndexOf(':');
    String host = colon < 0 ? LOOPBACK : given.substring(0, colon);
    String port = given.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > LAST_PORT) {
      throw new UsageException("--plant " + given + ": expected PORT or HOST:PORT, 5555");
    }
    return new PlantConnection(Optional.of(SocketPlant.connect(host, Integer.parseInt(port), patience(line))));
  }

  private static Duration patience(CommandLine line) {
    String given = line.getOptionValue("plant-timeout", "" + PATIENCE_SECONDS);
    double seconds;
    try {
      seconds = Double.parseDouble(given);
    } catch (NumberFormatException e) {
      seconds = Double.NaN;
    }
    if (!(seconds >= 1e-3 && seconds <= LARGEST_PATIENCE_SECONDS)) {
      throw new UsageException("--plant-timeout " + given + ": expected seconds, from 0.001 to a day");
    }
    return Duration.ofMillis(Math.round(seconds * 1e3));
  }

  /** The training, with trials there. @throws IllegalArgumentException for a method that does not go elsewhere */
  Training under(Training training) {
    return plant.isPresent() ? training.plant(plant.get()) : training;
  }

  @Override
  public void close() throws IOException {
    if (plant.isPresent()) {
      plant.get().close();
    }
  }
}
