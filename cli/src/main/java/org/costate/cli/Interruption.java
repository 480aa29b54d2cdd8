/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while this is open: interrupts the working thread, so that a solver stops behind the iteration at work, and holds the end of the process
 * back until the command has written and said how far it came. The JVM itself then exits, with 130 after Ctrl-C. A second one ends it at once.
 */
final class Interruption implements AutoCloseable {
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::stop, "costate-interrupt");
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Terminal terminal;
  private boolean working;
  private boolean stopped;

  private Interruption(Terminal terminal) {
    this.terminal = terminal;
  }

  /** From now on a signal does not end the process; the calling thread is the worker. */
  static Interruption watch(Terminal terminal) {
    Interruption interruption = new Interruption(terminal);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Does what an interrupt is to cut short. What comes after it is not disturbed: the interrupt is taken for answered. */
  <T> T during(Work<T> work) throws IOException {
    working(true);
    try {
      return work.run();
    } finally {
      working(false);
      Thread.interrupted();
    }
  }

  /** What can be cut short. */
  interface Work<T> {
    T run() throws IOException;
  }

  private synchronized void working(boolean now) {
    working = now;
    if (working && stopped) {
      worker.interrupt();
    }
  }

  private synchronized void interrupt() {
    stopped = true;
    if (working) {
      worker.interrupt();
    }
  }

  /** When the JVM goes down, because it was told to from outside or because the command is at its end. */
  private void stop() {
    defaultSignals();
    interrupt();
    if (terminal.errScreen().live()) {
      terminal.complain("\rstopping behind the iteration at work; Ctrl-C again ends at once");
      terminal.err().flush();
    }
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives signals back to the system, which ends a process at the next one. By reflection, as javac warns of this class wherever it is named. */
  private static void defaultSignals() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      for (String name : new String[] {"INT", "TERM"}) {
        signal.getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), handler.getField("SIG_DFL").get(null));
      }
    } catch (ReflectiveOperationException e) {
      // a virtual machine without it: the first signal still works
      return;
    }
  }

  @Override
  public void close() {
    terminal.flush();
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // on the way down already, and the hook does not wait any more
      return;
    }
  }
}
