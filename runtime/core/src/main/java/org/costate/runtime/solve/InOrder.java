/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.solve;

import java.util.function.Consumer;

/**
 * Hands on the results of numbered tasks in the order of their numbers, however the threads that do them overtake each other. Results that
 * are early wait here, a limited number of them: a thread that is too far ahead waits before it begins.
 */
public final class InOrder<R> {
  private final Consumer<R> receiver;
  private final Object[] early;
  private int delivered;
  private boolean closed;

  /**
   * @param capacity how many results may wait
   * @param receiver is called by one thread at a time, not always by the same
   */
  public InOrder(int capacity, Consumer<R> receiver) {
    this.receiver = receiver;
    early = new Object[capacity];
  }

  /** Waits until there is a place for the result of a task; an interrupt closes. @return whether to do the task */
  public synchronized boolean await(int number) {
    try {
      while (!closed && number >= delivered + early.length) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    }
    return !closed;
  }

  /** Hands the result on, once all before it are; nothing after {@link #close}. */
  public synchronized void put(int number, R result) {
    early[number % early.length] = result;
    for (int at = delivered % early.length; !closed && early[at] != null; at = delivered % early.length) {
      @SuppressWarnings("unchecked")
      R next = (R) early[at];
      early[at] = null;
      delivered++;
      receiver.accept(next);
    }
    notifyAll();
  }

  /** Ends it: nobody waits any more. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** How many results were handed on. */
  public synchronized int delivered() {
    return delivered;
  }
}
