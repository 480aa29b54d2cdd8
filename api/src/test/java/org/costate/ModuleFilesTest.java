/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.diagnostics.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleFilesTest {
  private static final String MAIN = """
      module tasks.slide;
      import plants.slider { Slider };
      problem Slide for Slider {
        horizon 1 steps 10;
        start x = 1;
        minimize { running u^2; terminal x^2; }
      }
      solve Slide using ilqr { }
      """;
  private static final String SLIDER = """
      module plants.slider;
      /// What moves.
      model Slider {
        const gain = 1;
        state x;
        control u;
        dynamics { der(x) = gain*u; }
      }
      """;

  @TempDir
  Path outside;

  private Path root;
  private Path main;

  @BeforeEach
  void makeProject() throws IOException {
    root = outside.resolve("project");
    main = write("tasks/slide.ctl", MAIN);
    write("plants/slider.ctl", SLIDER);
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private static List<Diagnostic> errors(Path file) {
    return assertThrows(CompilationException.class, () -> Costate.load(file)).diagnostics();
  }

  /** The project folder is the one that holds {@code tasks}, as the header says. */
  @Test
  void modulesAreFoundFromTheProjectFolder() throws IOException {
    Problems problems = Costate.load(main);
    assertTrue(problems.problem().solve().converged());
  }

  @Test
  void withoutAHeaderTheProjectFolderIsTheFilesOwn() throws IOException {
    Files.writeString(main, MAIN.replace("module tasks.slide;", ""));
    Diagnostic error = errors(main).getFirst();
    assertEquals(Code.E0205, error.code());
    assertEquals("there is no file `" + root.resolve("tasks/plants/slider.ctl") + "`", error.primary().text());
    write("tasks/plants/slider.ctl", SLIDER);
    assertEquals(List.of("Slide"), Costate.load(main).names());
  }

  @Test
  void errorsInAModuleAreShownInItsFile() throws IOException {
    write("plants/slider.ctl", SLIDER.replace("gain*u", "gain*v"));
    Diagnostic error = errors(main).getFirst();
    assertEquals(root.resolve("plants/slider.ctl").toString(), error.primary().span().source().name());
    assertEquals(7, error.primary().span().line());
  }

  @Test
  void linksThatLeadOutAreRefused() throws IOException {
    Path secret = Files.writeString(outside.resolve("slider.ctl"), SLIDER);
    Files.delete(root.resolve("plants/slider.ctl"));
    Files.createSymbolicLink(root.resolve("plants/slider.ctl"), secret);
    Diagnostic error = errors(main).getFirst();
    assertEquals(Code.E0208, error.code());
    assertTrue(error.primary().text().endsWith("leads out of the project folder"), error.primary().text());
  }

  @Test
  void whatIsNotTextIsRefused() throws IOException {
    Files.write(root.resolve("plants/slider.ctl"),
        "module plants.slider;\n// \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Diagnostic error = errors(main).getFirst();
    assertEquals(Code.E0208, error.code());
    assertTrue(error.primary().text().endsWith("is no text: byte 0xE9 is not UTF-8, in line 2"),
        error.primary().text());
  }

  @Test
  void neighboursAreSuggested() throws IOException {
    Files.writeString(main, MAIN.replace("plants.slider", "plants.slide"));
    assertEquals("replace `plants.slide` with `plants.slider`", errors(main).getFirst().fix().orElseThrow().text());
  }

  @Test
  void theNameOfTheLibraryIsReserved() throws IOException {
    write("lib/slider.ctl", SLIDER);
    Files.writeString(main, MAIN.replace("plants.slider", "lib.slider"));
    Diagnostic error = errors(main).getFirst();
    assertEquals(Code.E0208, error.code());
    assertTrue(error.primary().text().contains("`lib` is the name of the standard library"), error.primary().text());
  }

  @Test
  void aTextImportsFromTheLibraryOnly() {
    String quaternion = """
        import lib.quat { conj };
        problem P {
          state q[4];
          control u[4];
          dynamics { der(q) = conj(q) + u; }
          horizon 1 steps 10;
          start q = [1, 0, 0, 0];
          minimize { running sumsq(u); terminal sumsq(q); }
        }
        """;
    assertEquals(List.of("P"), Costate.compile("text.ctl", quaternion).names());
    CompilationException e = assertThrows(CompilationException.class, () -> Costate.compile("text.ctl", MAIN));
    assertEquals(Code.E0205, e.diagnostics().getFirst().code());
  }

  @Test
  void aTextCanStandInForAFile() throws IOException {
    assertEquals(List.of("Slide"), Costate.compile(main, Files.readString(main) + "\n", Map.of()).names());
  }

  @Test
  void constsOfModulesAreSetByTheirFullNames() throws IOException {
    Problem slow = Costate.load(main).problem();
    Problem fast = Costate.load(main, Map.of("plants.slider.gain", 10.0)).problem();
    assertTrue(fast.solve().objective() < slow.solve().objective());
  }

  @Test
  void theQuadrotorUsesTheLibrary() {
    Problems problems = Costate.compile("quadrotor.ctl", """
        module examples.quadrotor;
        import lib.quat as quat;
        model Quadrotor {
          param mass     : kg      = 0.5;
          param arm      : m       = 0.175;
          param kt       : m       = 0.0245;
          param J[3]     : kg*m^2  = [2.3e-3, 2.3e-3, 4e-3];
          const g        : m/s^2   = 9.81;
          state   p[3] : m;
          state   q    : quat;
          state   v[3] : m/s;
          state   w[3] : rad/s;
          control f[4] : N = mass*g/4 in [0, 4];
          dynamics {
            let thrust : N   = f[1] + f[2] + f[3] + f[4];
            let torque[3] : N*m = [arm*(f[2] - f[4]), arm*(f[3] - f[1]), kt*(f[1] - f[2] + f[3] - f[4])];
            der(p) = v;
            der(q) = quat.rate(q, w);
            der(v) = quat.rotate(q, [0, 0, thrust / mass]) - [0, 0, g];
            der(w) = (torque - cross(w, J .* w)) ./ J;
          }
        }
        problem Hover for Quadrotor {
          horizon 1 [s] steps 50;
          start p = [0, 0, 1], q = [1, 0, 0, 0], v = [0.5, 0, 0], w = [0, 0, 0];
          minimize {
            running  effort:   0.05 * sumsq(f - mass*g/4);
            running  smooth:   0.02 * sumsq(w);
            terminal attitude: 50 * sumsq(quat.error(q, [1, 0, 0, 0]));
          }
        }
        solve Hover using ilqr { }
        """);
    assertEquals(List.of(), problems.warnings());
    assertTrue(problems.problem().solve().converged());
  }
}
