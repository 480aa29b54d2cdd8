/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.costate.Problem;
import org.costate.runtime.sim.MeasuredEnvironment;
import org.costate.runtime.stats.RandomStream;

/** The cart as a plant on a socket, one connection after the other. */
final class PlantServer implements AutoCloseable {
  /** May put another answer in place of the cart's. */
  @FunctionalInterface
  interface Trouble {
    /** @param count of lines that came before this one; null hangs up */
    String answer(int count, String answer) throws InterruptedException;
  }

  private final Problem truth;
  private final Trouble trouble;
  private final ServerSocket server;
  private MeasuredEnvironment cart;

  PlantServer(Problem truth, Trouble trouble) throws IOException {
    this.truth = truth;
    this.trouble = trouble;
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  String port() {
    return "" + server.getLocalPort();
  }

  private void serve() {
    try {
      while (!server.isClosed()) {
        serve(server.accept());
      }
    } catch (SocketException e) {
      // closed: the test is over
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) throws IOException {
    try (socket;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)) {
      int count = 0;
      for (String line = in.readLine(); line != null && !line.equals("bye"); line = in.readLine()) {
        String answer = trouble.answer(count++, answer(line));
        if (answer == null) {
          return;
        }
        out.print(answer + "\n");
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(String line) {
    if (line.startsWith("costate ")) {
      return line.equals("costate 1 problem=Cart state=2 action=1 observation=2 steps=30") ? "ready"
          : "error unknown " + line;
    }
    String[] parts = line.split(" ");
    if (parts[0].equals("reset")) {
      Map<String, String> fields = new HashMap<>();
      for (String part : Arrays.asList(parts).subList(1, parts.length)) {
        fields.put(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
      }
      double from = Double.parseDouble(fields.get("param.from"));
      cart = truth.with("from", from).environment();
      cart.reset(new RandomStream(Long.parseLong(fields.get("seed"))));
      if (!fields.get("state").equals(text(cart.state()))) {
        return "error a start at " + fields.get("state");
      }
    } else {
      double[] u = Arrays.stream(parts[1].split(",")).mapToDouble(Double::parseDouble).toArray();
      cart.step(u, 0);
    }
    return "at over=" + (cart.terminated() ? 1 : 0) + " state=" + text(cart.state()) + " observe="
        + text(cart.observation());
  }

  private static String text(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
