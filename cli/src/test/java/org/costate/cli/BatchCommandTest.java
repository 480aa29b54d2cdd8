/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchCommandTest extends CommandLineTest {
  private static final String SWING = """
      problem Swing {
        param m : kg = 1;
        param W[2, 2] = [1, 0; 0, 1];
        param top = 9;
        state a : rad;
        state w : rad/s;
        control u : N*m in [-top, top];
        dynamics { der(a) = w; der(w) = (u - 9.81 [N*m]*sin(a)) / (m*1 [m^2]); }
        horizon 2 [s] steps 20;
        start a = 0, w = 0;
        minimize { running 0.01*(u/(1 [N*m]))^2; terminal W[1, 1]*(1 + cos(a)); }
      }
      solve Swing using ddp {}
      """;

  private String program() throws IOException {
    return file("swing.ctl", SWING);
  }

  @Test
  void everyRowIsACase() throws IOException {
    Path out = folder.resolve("results.csv");
    String cases = file("cases.csv", "# two\na [deg]; m [g]; \"W[1,1]\"\n90; 1000; 1\n45; 500; 2\n");
    Outcome solved = run("solve", program(), "--batch", cases, "-o", out.toString());
    assertEquals(ExitCode.OK, solved.code(), solved.err());
    assertTrue(solved.out().matches("2 cases in [0-9.]+ s: 2 converged\nwritten: .*results.csv\n"), solved.out());
    List<String> lines = Files.readAllLines(out);
    assertEquals("case,status,objective,iterations,max_violation,final_time,final(a),final(w),refusal",
        lines.getFirst());
    assertEquals(3, lines.size());
    Map<String, Object> alone = Json.parse(run("solve", program(), "--json", "--start", "a=" + 45 * Math.PI / 180,
        "--set", "m=0.5", "--set", "W[1,1]=2").out());
    String[] second = lines.getLast().split(",", -1);
    assertEquals("2", second[0]);
    assertEquals("converged", second[1]);
    assertEquals((double) alone.get("objective"), Double.parseDouble(second[2]), 1e-12);
    assertEquals((double) alone.get("iterations"), Double.parseDouble(second[3]));
    assertEquals(2, Double.parseDouble(second[5]));
  }

  @Test
  void theBytesDoNotDependOnTheNumberOfThreads() throws IOException {
    StringBuilder text = new StringBuilder("a,w\n");
    for (int i = 0; i < 50; i++) {
      text.append(0.1 * i - 2).append(',').append(i % 3).append('\n');
    }
    String cases = file("cases.csv", text.toString());
    String one = run("solve", program(), "--batch", cases, "--threads", "1").out();
    assertEquals(51, one.lines().count());
    assertEquals(one, run("solve", program(), "--batch", cases, "--threads", "2").out());
    assertEquals(one, run("solve", program(), "--batch", cases, "--threads", "3").out());
  }

  @Test
  void aRowThatFailsIsToldAndTheOthersAreSolved() throws IOException {
    String cases = file("cases.csv", "m,top\n1,9\n0,9\n1,-1\n1,9\n");
    Outcome solved = run("solve", program(), "--batch", cases);
    assertEquals(ExitCode.NOT_CONVERGED, solved.code());
    List<String> lines = solved.out().lines().toList();
    assertTrue(lines.get(1).startsWith("1,converged,"), lines.get(1));
    assertTrue(lines.get(2).startsWith("2,not_finite,,"), lines.get(2));
    assertTrue(lines.get(3).startsWith("3,refused,,0,,,,,"), lines.get(3));
    assertTrue(lines.get(3).endsWith(",\"u has the limits [1.0, -1.0]; expected lower <= upper\""), lines.get(3));
    assertEquals(lines.get(1).substring(1), lines.get(4).substring(1));
    assertTrue(solved.err().contains("4 cases in ") && solved.err().contains("2 converged, 1 not_finite, 1 refused"),
        solved.err());
  }

  @Test
  void jsonIsALineACase() throws IOException {
    String cases = file("cases.csv", "a,top\n1,9\n1,-1\n");
    List<String> lines = run("solve", program(), "--batch", cases, "--json").out().lines().toList();
    assertEquals(2, lines.size());
    Map<String, Object> first = Json.parse(lines.getFirst());
    assertEquals(1.0, first.get("case"));
    assertEquals("converged", first.get("status"));
    assertTrue(((Map<?, ?>) first.get("final")).containsKey("a"));
    Map<String, Object> second = Json.parse(lines.getLast());
    assertEquals("refused", second.get("status"));
    assertTrue(second.get("refusal").toString().contains("expected lower <= upper"));
    Path out = folder.resolve("results.jsonl");
    run("solve", program(), "--batch", cases, "--json", "-o", out.toString());
    assertEquals(lines, Files.readAllLines(out));
  }

  private String wrong(String cases) throws IOException {
    Outcome refused = run("solve", program(), "--batch", file("cases.csv", cases));
    assertEquals(ExitCode.WRONG_PROGRAM, refused.code(), refused.out());
    assertEquals("", refused.out());
    return refused.err();
  }

  @Test
  void mistakesInTheFileAreShownWhereTheyAre() throws IOException {
    assertTrue(wrong("a,tpo\n1,2\n").contains("nothing that varies is called `tpo`"));
    assertTrue(wrong("a,tpo\n1,2\n").contains("cases.csv:1:3"));
    assertTrue(wrong("a,tpo\n1,2\n").contains("top"));
    assertTrue(wrong("a,W\n1,2\n").contains("name one, for example `W[1, 1]`"));
    assertTrue(wrong("a,a [deg]\n1,2\n").contains("two columns `a`"));
    assertTrue(wrong("1,2\n").contains("the columns of the data file have no names"));
    assertTrue(wrong("a,w\n1,2\n1,O\n").contains("cases.csv:3:3"));
    assertTrue(wrong("a,w\n1\n").contains("equally many cells"));
    assertTrue(wrong("a [kg]\n1\n").contains("error[E0404]"));
    assertTrue(wrong("a [dge]\n1\n").contains("unknown unit `dge`"));
    assertTrue(wrong("a\n").contains("no numbers"));
  }

  @Test
  void wrongUseIsExplained() throws IOException {
    String cases = file("cases.csv", "a\n1\n");
    for (String[] arguments : new String[][] {
      {"--threads", "2"}, {"--batch", cases, "--threads", "0"}, {"--batch", cases, "--certify"},
      {"--batch", cases, "-o", folder.resolve("r.json").toString()}, {"--batch", folder.resolve("no.csv").toString()},
      {"--batch", cases, "-o", folder.resolve("no/r.csv").toString()}}) {
      String[] all = new String[arguments.length + 2];
      all[0] = "solve";
      all[1] = program();
      System.arraycopy(arguments, 0, all, 2, arguments.length);
      Outcome refused = run(all);
      assertEquals(ExitCode.USAGE, refused.code(), String.join(" ", arguments));
      assertTrue(refused.err().startsWith("costate: "), refused.err());
    }
  }

  @Test
  void anInterruptSaysOfEachCaseThatItWasNotSolved() throws IOException {
    Path out = folder.resolve("results.csv");
    String cases = file("cases.csv", "a\n1\n2\n");
    String program = program();
    Thread.currentThread().interrupt();
    Outcome stopped = run("solve", program, "--batch", cases, "-o", out.toString());
    assertEquals(ExitCode.INTERRUPTED, stopped.code(), stopped.err());
    assertTrue(stopped.out().contains(": 2 interrupted\n"), stopped.out());
    List<String> lines = Files.readAllLines(out);
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("1,interrupted,,"), lines.get(1));
    assertEquals(lines.getFirst().split(",", -1).length, lines.getLast().split(",", -1).length);
    Thread.currentThread().interrupt();
    assertEquals("{\"case\":1,\"status\":\"interrupted\"}",
        run("solve", program, "--batch", cases, "--json").out().lines().findFirst().orElseThrow());
  }
}
