/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.costate.compiler.diagnostics.Code;
import org.costate.compiler.driver.CompilationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function is called with quantities, and what comes out has the unit that it should have, and no other. */
class UnitsTest {
  /**
   * Unit of the result, and call. The variables are those of {@link #program}. What is made of numbers without a unit is not checked, so
   * arguments that multiply others have one, be it 1.
   */
  private static final String CALLS = """
      m            | smooth.smooth_abs(x, 0.1 [m])
      m            | smooth.smooth_max(x, 5 [cm], 0.1)
      m            | smooth.smooth_min(x, 0, 0.1 [m])
      m            | smooth.smooth_clamp(x, -1, 1 [km], 0.1)
      m            | smooth.deadband(x, 1, 0.1)
      1            | smooth.smooth_step(x, 0.1 [m])
      1            | smooth.smooth_sign(x, 0.1 [m])
      m            | smooth.softplus(x, 0.1 [m])
      m/s          | smooth.safe_sqrt(2*9.81 [m/s^2]*x, 1e-4 [m^2/s^2])
      1            | smooth.safe_log(x/(1 [m]), 1e-4)
      s            | smooth.safe_divide(x, v[1], 1e-3 [m/s])
      m            | smooth.safe_norm2(p[1:2], 0.1 [m])
      m/s          | smooth.safe_norm3(v, 0.1)
      1            | smooth.sinc(angle)
      1            | smooth.sinc_sqrt(angle^2)
      m            | cost.sabs(x, 0.1 [m])
      m^2          | cost.huber(x, 0.1 [m])
      m^2          | cost.pseudo_huber(x, 0.1 [m])
      m            | cost.smooth_l1(x, 0.1 [m])
      m^2          | cost.excess(x, 2)
      1            | cost.log_reach(x^2, 1 [m], 1e-4 [1])
      1            | cost.barrier_log(x, 0.1 [m])
      1            | cost.angle_cost(angle, 90 [deg])
      m^2          | cost.quadratic2(p[1:2], Q[1:2, 1:2])
      m^2/s^2      | cost.quadratic3(v, Q[1:3, 1:3])
      m^2          | cost.quadratic4([p, x], Q)
      1            | quat.mul(q, q)[1]
      1            | quat.conj(q)[2]
      1            | quat.normalize(q)[2]
      m            | quat.rotate(q, p)[2]
      m/s          | quat.rotate_back(q, v)[2]
      1/s          | quat.rate(q, w)[2]
      1            | quat.error(q, q)[2]
      1            | quat.turn(q, q)[2]
      1            | quat.misalignment(q, q)
      1            | quat.from_axis_angle([q[2], 0, 1], 30 [deg])[2]
      1            | quat.from_rotation_vector(w*1 [s])[4]
      1            | quat.from_rpy(angle, 1 [deg], angle)[4]
      rad          | quat.to_rpy(q)[3]
      1            | quat.to_matrix(q)[1, 3]
      m            | (rotation.plane(angle)*p[1:2])[2]
      m            | (rotation.about_x(angle)*p)[2]
      m            | (rotation.about_y(angle)*p)[1]
      m            | (rotation.about_z(angle)*p)[2]
      m            | (rotation.from_rpy(angle, angle, angle)*p)[2]
      m            | (rotation.from_rotation_vector(w*1 [s])*p)[2]
      m/s          | (rotation.skew(w)*p)[2]
      m            | rotation.quarter_turn(p[1:2])[2]
      m^2/s        | rotation.cross2(p[1:2], v[1:2])
      rad          | rotation.wrap(angle)
      rad/s        | rotation.rpy_rates(angle, angle, w)[2]
      rad/s        | rotation.body_rates(angle, angle, w)[2]
      m            | contact.depth(x, 1 [mm])
      N            | contact.normal_force(x, v[1], 1 [kN/m], 0.1, 1 [mm])
      N            | contact.friction(10 [N], v[1], 0.8, 1 [cm/s])
      N            | contact.friction2(10 [N], v[1:2], 0.8, 1 [cm/s])[2]
      m            | contact.plane_gap(p[1:2], [0, 1], [0, 1])
      N            | contact.plane_force(p[1:2], v[1:2], [0, 1], [0, 1], 1e3, 0.1, 1e-3, 0.8, 0.01)[2]
      N            | contact.ground_force(p, v, 1e3, 0.1, 1e-3, 0.8, 0.01)[2]
      N            | contact.box_on_ground(p[1:2], angle, v[1:2], w[1], [1, 2], 1e3, 0.1, 1e-3, 0.8, 0.01)[1]
      N*m          | contact.box_on_ground(p[1:2], angle, v[1:2], w[1], [1, 2], 1e3, 0.1, 1e-3, 0.8, 0.01)[3]
      N*m          | contact.corner(p[1:2], [1, 2], v[1:2], w[1], 1e3, 0.1, 1e-3, 0.8, 0.01)[3]
      m            | contact.box_gap(p[1:2], [0, 1], [1, 2], 1 [deg], 0.01)
      1            | contact.box_normal(p[1:2], [0, 1], [1, 2], 1 [deg], 0.01)[2]
      m            | contact.in_box(p[1:2], 1 [deg])[2]
      N            | contact.box_force(p[1:2], v[1:2], [0, 1], [1, 2], angle, 1e3, 0.1, 1e-3, 0.8, 0.01)[2]
      1            | laser.beam(angle)[2]
      m            | laser.to_disc(p[1:2], laser.beam(angle), [0, 1], 1, 5 [m])
      m            | laser.to_segment(p[1:2], laser.beam(angle), [0, 1], [1, 1], 5 [m])
      m            | laser.soft_disc(p[1:2], laser.beam(angle), [0, 1], 1, 5 [m], 1 [cm])
      m            | laser.soft_segment(p[1:2], laser.beam(angle), [0, 1], [1, 1], 5 [m], 1 [cm])
      1            | laser.closeness(x, 5, 1 [cm])
      m            | laser.soft_nearest(laser.closeness(x, 5, 0.01), 5, 1 [cm])
      """;

  static List<String[]> calls() {
    return CALLS.lines()
        .map(line -> Arrays.stream(line.split("\\|", 2)).map(String::strip).toArray(String[]::new))
        .toList();
  }

  private static String program(String unit, String call) {
    String imports = Library.modules()
        .stream()
        .map(Library.Module::name)
        .filter(name -> !name.startsWith("lib.plants"))
        .filter(name -> call.contains(name.substring(4) + "."))
        .map(name -> "import " + name + " as " + name.substring(4) + ";\n")
        .collect(Collectors.joining());
    return imports + """
        model M {
          state x : m;
          state angle : angle;
          state q : quat;
          state p[3] : m;
          state v[3] : m/s;
          control w[3] : rad/s;
          param Q[4, 4] : 1 = 1;
          dynamics { der(x) = v[1]; der(angle) = w[1]; der(p) = v; der(v) = zeros(3); der(q) = zeros(4); }
          let result : %s = %s;
        }
        """.formatted(unit, call);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void theResultHasItsUnitAndNoOther(String unit, String call) {
    assertEquals("", Library.compile(program(unit, call)).report());
    CompilationResult other = Library.compile(program(unit + "*kg", call));
    assertEquals(List.of(Code.E0404), other.diagnostics().stream().map(d -> d.code()).toList(), other::report);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "m | smooth.smooth_abs(x, 0.1 [s])",
    "m | smooth.smooth_clamp(x, 0 [kg], 1, 0.1)",
    "1 | smooth.safe_log(x, 1e-4 [m])",
    "1 | smooth.sinc(x)",
    "m^2 | cost.huber(x, 0.1 [s])",
    "1 | cost.log_reach(x, 1 [m], 1e-4 [1])",
    "1 | cost.angle_cost(x, 0 [m])",
    "1 | quat.from_rotation_vector(p)[1]",
    "m | rotation.from_rpy(angle, p[1], angle)[1, 1]",
    "N | contact.normal_force(x, v[1], 1 [N], 0.1, 1 [mm])",
    "N | contact.friction(10 [kg], v[1], 0.8, 1 [cm/s])",
    "m | laser.to_disc(v[1:2], laser.beam(angle), [0, 1], 1, 5 [m])",
  })
  void anArgumentOfAnotherKindIsRefused(String unit, String call) {
    CompilationResult result = Library.compile(program(unit, call));
    assertTrue(result.diagnostics().stream().anyMatch(d -> d.code() == Code.E0401 || d.code() == Code.E0402),
        result::report);
  }

  @Test
  void everyFunctionIsCalled() {
    Set<String> called = new TreeSet<>();
    for (Library.Function function : Library.functions()) {
      if (calls().stream().anyMatch(call -> call[1].contains(function.toString().substring(4) + "("))) {
        called.add(function.toString());
      }
    }
    assertEquals(
        Library.functions().stream().map(Library.Function::toString).collect(Collectors.toCollection(TreeSet::new)),
        called);
  }
}
