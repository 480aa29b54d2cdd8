/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.runtime.learn.plant;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.costate.runtime.learn.rollout.LearningFailure;
import org.costate.runtime.sim.CompiledEnvironment;
import org.costate.runtime.sim.EnvironmentInfo;
import org.costate.runtime.sim.MeasuredEnvironment;

/** A plant in another process, which answers lines of text on a socket. The lines are those of docs/plants.md. Owns its connection: serves one thread. */
public final class SocketPlant implements Plant, AutoCloseable {
  /** Of the protocol. */
  static final int VERSION = 1;

  /** What an answer has at most, so that a stranger on the port cannot fill the memory. */
  private static final int LONGEST_LINE = 1 << 20;

  private final String address;
  private final Duration patience;
  private final Socket socket;
  private final BufferedReader in;
  private final Writer out;
  private String greeting = "";

  private SocketPlant(String address, Duration patience, Socket socket) throws IOException {
    this.address = address;
    this.patience = patience;
    this.socket = socket;
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
  }

  /**
   * Connects.
   *
   * @param patience how long an answer may take, at least 1 ms
   * @throws IOException if nothing listens there
   */
  public static SocketPlant connect(String host, int port, Duration patience) throws IOException {
    int millis = Math.toIntExact(patience.toMillis());
    if (millis < 1) {
      throw new IllegalArgumentException("a plant that has " + patience + " to answer; expected 1 ms or more");
    }
    String address = host + ":" + port;
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      return new SocketPlant(address, patience, socket);
    } catch (IOException e) {
      socket.close();
      throw new IOException("no plant at " + address + ": " + e.getMessage(), e);
    }
  }

  @Override
  public MeasuredEnvironment environment(int condition, CompiledEnvironment program) {
    return new SocketEnvironment(this, condition, program);
  }

  /** Tells the plant once what is trained on it. */
  void greet(CompiledEnvironment program) {
    EnvironmentInfo info = program.info();
    String text = "costate " + VERSION + " problem=" + info.name() + " state=" + program.state().length + " action="
        + info.actionSize() + " observation=" + info.observationSize() + " steps=" + info.horizon();
    if (text.equals(greeting)) {
      return;
    }
    String answer = ask(text, "begin");
    if (!answer.equals("ready")) {
      throw failure("begin", "answered `" + shortened(answer) + "`; expected `ready`");
    }
    greeting = text;
  }

  /**
   * The answer to a line.
   *
   * @param where in the trials this is, for messages
   * @throws LearningFailure if there is none in time, or it is that of an error
   */
  String ask(String line, String where) {
    try {
      out.write(line);
      out.write('\n');
      out.flush();
      String answer = answer();
      if (answer.startsWith("error ")) {
        throw failure(where, "reports: " + shortened(answer.substring("error ".length())));
      }
      return answer;
    } catch (SocketTimeoutException e) {
      hangUp(); // a late answer would be taken for that of another question
      throw new LearningFailure(message(where, "did not answer within " + patience.toMillis() / 1e3 + " s"), e);
    } catch (IOException e) {
      throw new LearningFailure(message(where, "is gone: " + e.getMessage()), e);
    }
  }

  private String answer() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("it closed the connection");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("its answer has no end");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** That the plant did something that trials cannot go on from. */
  LearningFailure failure(String where, String what) {
    return new LearningFailure(message(where, what));
  }

  private String message(String where, String what) {
    return where + ": the plant at " + address + " " + what
        + "; what was learned until the last iteration is kept, and resuming the run goes on from there";
  }

  /** What of a line is good to look at. */
  static String shortened(String line) {
    String printable = line.replaceAll("[^\\P{C}]", "?");
    return printable.length() <= 80 ? printable : printable.substring(0, 80) + "...";
  }

  private void hangUp() {
    try {
      socket.close();
    } catch (IOException e) {
      // it is not used any more
    }
  }

  /** Says good-bye, if the plant is still there. */
  @Override
  public void close() throws IOException {
    if (socket.isClosed()) {
      return;
    }
    try (socket) {
      out.write("bye\n");
      out.flush();
    }
  }
}
