/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Identities of lib.quat and lib.rotation, at random rotations. */
class GeometryTest {
  private static final double[] IDENTITY = {1, 0, 0, 0};
  private final Random random = new Random(5);

  private static Call quat(String name) {
    return new Call("lib.quat." + name);
  }

  private static Call rotation(String name) {
    return new Call("lib.rotation." + name);
  }

  private static double[] join(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static double[] times(double[] matrix, double[] right) {
    int columns = right.length / 3;
    double[] product = new double[right.length];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < 3; k++) {
          product[i * columns + j] += matrix[3 * i + k] * right[k * columns + j];
        }
      }
    }
    return product;
  }

  private static double length(double[] v) {
    return Math.sqrt(DoubleStream.of(v).map(x -> x * x).sum());
  }

  private static double[] scaled(double[] v, double by) {
    return DoubleStream.of(v).map(x -> x * by).toArray();
  }

  private double[] vector() {
    return random.doubles(3, -1, 1).toArray();
  }

  private double[] quaternion() {
    double[] q = random.doubles(4, -1, 1).toArray();
    return scaled(q, 1 / length(q));
  }

  @Test
  void aQuaternionRotatesAsItsMatrix() {
    Call rotate = quat("rotate");
    Call back = quat("rotate_back");
    Call matrix = quat("to_matrix");
    Call mul = quat("mul");
    Call conj = quat("conj");
    for (int i = 0; i < 20; i++) {
      double[] q = quaternion();
      double[] r = quaternion();
      double[] v = vector();
      double[] turned = rotate.at(join(q, v));
      assertArrayEquals(times(matrix.at(q), v), turned, 4e-15);
      assertArrayEquals(v, back.at(join(q, turned)), 4e-15);
      assertArrayEquals(rotate.at(join(r, turned)), rotate.at(join(mul.at(join(r, q)), v)), 4e-15, "a*b: first b");
      assertArrayEquals(IDENTITY, mul.at(join(q, conj.at(q))), 4e-15);
      assertArrayEquals(turned, rotate.at(join(scaled(q, -1), v)), "q and -q are one rotation");
    }
  }

  @Test
  void normalizeKeepsTheDirection() {
    double[] q = quaternion();
    assertArrayEquals(q, quat("normalize").at(scaled(q, 7)), 4e-15);
  }

  @Test
  void theRateIsThatOfATurnWithTheBody() {
    Call mul = quat("mul");
    Call exp = quat("from_rotation_vector");
    double[] q = quaternion();
    double[] w = vector();
    double h = 1e-6;
    double[] after = mul.at(join(q, exp.at(scaled(w, h))));
    double[] before = mul.at(join(q, exp.at(scaled(w, -h))));
    double[] difference = new double[4];
    Arrays.setAll(difference, i -> (after[i] - before[i]) / (2 * h));
    assertArrayEquals(difference, quat("rate").at(join(q, w)), 1e-9);
  }

  @Test
  void turnsLeadThere() {
    Call mul = quat("mul");
    Call exp = quat("from_rotation_vector");
    Call turn = quat("turn");
    Call error = quat("error");
    Call misalignment = quat("misalignment");
    Call axisAngle = quat("from_axis_angle");
    for (double angle : new double[] {0, 1e-200, 1e-12, 9e-5, 2.1e-4, 1e-3, 0.5, 2, 3, Math.PI - 1e-6}) {
      double[] axis = vector();
      double[] unit = scaled(axis, 1 / length(axis));
      double[] by = scaled(unit, angle);
      double[] r = quaternion();
      double[] q = mul.at(join(r, exp.at(by)));
      assertArrayEquals(axisAngle.at(join(unit, new double[] {angle})), exp.at(by), 1e-15);
      assertArrayEquals(by, turn.at(join(q, r)), 4e-15 * (1 + 1 / (Math.PI - angle)));
      assertArrayEquals(by, turn.at(join(scaled(q, -1), r)), 4e-15 * (1 + 1 / (Math.PI - angle)));
      assertArrayEquals(scaled(unit, 2 * Math.sin(angle / 2)), error.at(join(q, r)), 4e-15);
      double sine = Math.sin(angle / 2);
      assertEquals(sine * sine, misalignment.value(join(q, r)), 4e-15);
    }
    double[] at = exp.jacobian(0, 0, 0);
    assertArrayEquals(new double[] {0, 0, 0, 0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5}, at, 1e-16, "smooth without a turn");
    double[] there = turn.jacobian(1, 0, 0, 0, 1, 0, 0, 0);
    assertEquals(2, there[1], 4e-15);
    assertEquals(2, there[8 + 2], 4e-15);
  }

  @Test
  void rollPitchYaw() {
    Call toQuat = quat("from_rpy");
    Call fromQuat = quat("to_rpy");
    Call toMatrix = quat("to_matrix");
    Call matrix = rotation("from_rpy");
    for (int i = 0; i < 20; i++) {
      double[] rpy = {random.nextDouble(-3, 3), random.nextDouble(-1.5, 1.5), random.nextDouble(-3, 3)};
      double[] q = toQuat.at(rpy);
      assertArrayEquals(rpy, fromQuat.at(q), 1e-14);
      assertArrayEquals(matrix.at(rpy), toMatrix.at(q), 4e-15);
    }
    double[] up = quat("rotate").at(join(toQuat.at(0, 0.3, 0), new double[] {1, 0, 0}));
    assertArrayEquals(new double[] {Math.cos(0.3), 0, -Math.sin(0.3)}, up, 4e-15, "a positive pitch turns x to -z");
  }

  @Test
  void axesAndPlanes() {
    double a = 0.7;
    Call exp = rotation("from_rotation_vector");
    assertArrayEquals(exp.at(a, 0, 0), rotation("about_x").at(a), 4e-16);
    assertArrayEquals(exp.at(0, a, 0), rotation("about_y").at(a), 4e-16);
    assertArrayEquals(exp.at(0, 0, a), rotation("about_z").at(a), 4e-16);
    double[] plane = rotation("plane").at(a);
    assertArrayEquals(new double[] {Math.cos(a), -Math.sin(a), Math.sin(a), Math.cos(a)}, plane, 4e-16);
    assertArrayEquals(new double[] {-4, 3}, rotation("quarter_turn").at(3, 4));
    assertEquals(2, rotation("cross2").value(1, 2, 3, 8));
    double[] r = {0.4, -1.1, 2};
    assertArrayEquals(quat("to_matrix").at(quat("from_rotation_vector").at(r)), exp.at(r), 4e-15);
    double[] b = vector();
    double[] cross = {r[1] * b[2] - r[2] * b[1], r[2] * b[0] - r[0] * b[2], r[0] * b[1] - r[1] * b[0]};
    assertArrayEquals(cross, times(rotation("skew").at(r), b), 4e-16);
  }

  @Test
  void anglesAreWrapped() {
    Call wrap = rotation("wrap");
    for (double angle : new double[] {-3, 0, 1e-12, 3, 4, 100}) {
      assertEquals(Math.IEEEremainder(angle, 2 * Math.PI), wrap.value(angle), 1e-13);
      assertEquals(1, wrap.jacobian(angle)[0], 4e-15);
    }
  }

  /** R(t)' dR/dt = skew(w), with R of angles that move with the given rates. */
  @Test
  void ratesOfAnglesAreThoseOfTheBody() {
    Call matrix = rotation("from_rpy");
    double[] rpy = {0.5, -0.9, 2};
    double[] rates = {0.3, -1.2, 0.8};
    double[] w = rotation("body_rates").at(join(new double[] {rpy[0], rpy[1]}, rates));
    assertArrayEquals(rates, rotation("rpy_rates").at(join(new double[] {rpy[0], rpy[1]}, w)), 4e-15);
    double[] jacobian = matrix.jacobian(rpy);
    double[] rate = new double[9];
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 3; j++) {
        rate[i] += jacobian[3 * i + j] * rates[j];
      }
    }
    assertArrayEquals(rate, times(matrix.at(rpy), rotation("skew").at(w)), 4e-15);
  }
}
