/* Copyright 2026 the Costate authors. SPDX-License-Identifier: Apache-2.0 */
package org.costate.stdlib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Distances along rays against a walk along the ray that asks java.awt.geom where it is. */
class LaserTest {
  private static final double RANGE = 5;
  private static final double STRIDE = 1e-3;
  private final Call toDisc = new Call("lib.laser.to_disc");
  private final Call toSegment = new Call("lib.laser.to_segment");
  private final Call softDisc = new Call("lib.laser.soft_disc");
  private final Call softSegment = new Call("lib.laser.soft_segment");
  private final Random random = new Random(9);

  /** The first place on the ray, in strides, where something is. */
  private static double walk(double x, double y, double angle, Predicate<Point2D> there) {
    for (double s = 0; s < RANGE; s += STRIDE) {
      if (there.test(new Point2D.Double(x + s * Math.cos(angle), y + s * Math.sin(angle)))) {
        return s;
      }
    }
    return RANGE;
  }

  private double any(double limit) {
    return random.nextDouble(-limit, limit);
  }

  @Test
  void discsAreSeenWhereTheyAre() {
    int hits = 0;
    for (int i = 0; i < 200; i++) {
      double x = any(1);
      double y = any(1);
      double angle = any(Math.PI);
      double cx = any(4);
      double cy = any(4);
      double r = random.nextDouble(0.2, 2);
      Ellipse2D disc = new Ellipse2D.Double(cx - r, cy - r, 2 * r, 2 * r);
      double walked = walk(x, y, angle, disc::contains);
      double seen = toDisc.value(x, y, Math.cos(angle), Math.sin(angle), cx, cy, r, RANGE);
      assertEquals(walked, seen, 2 * STRIDE, "disc " + i);
      double beside = Math.abs(Math.cos(angle) * (cy - y) - Math.sin(angle) * (cx - x));
      double along = Math.cos(angle) * (cx - x) + Math.sin(angle) * (cy - y);
      boolean clear =
          Math.abs(beside - r) > 0.1 && Math.abs(along + Math.sqrt(Math.max(0, r * r - beside * beside))) > 0.1;
      if (clear) {
        double soft = softDisc.value(x, y, Math.cos(angle), Math.sin(angle), cx, cy, r, RANGE, 0.01);
        assertEquals(seen, soft, 0.01, "soft disc " + i);
      }
      hits += seen < RANGE ? 1 : 0;
    }
    assertTrue(hits > 20 && hits < 180, hits + " hits");
  }

  @Test
  void segmentsAreSeenWhereTheyAre() {
    int hits = 0;
    for (int i = 0; i < 300; i++) {
      double x = any(1);
      double y = any(1);
      double angle = any(Math.PI);
      double[] ends = random.doubles(4, -4, 4).toArray();
      double ex = x + RANGE * Math.cos(angle);
      double ey = y + RANGE * Math.sin(angle);
      boolean hit = Line2D.linesIntersect(x, y, ex, ey, ends[0], ends[1], ends[2], ends[3]);
      double seen = toSegment.value(x, y, Math.cos(angle), Math.sin(angle), ends[0], ends[1], ends[2], ends[3], RANGE);
      assertEquals(hit, seen < RANGE, "segment " + i);
      if (hit) {
        double px = x + seen * Math.cos(angle);
        double py = y + seen * Math.sin(angle);
        assertEquals(0, Line2D.ptSegDist(ends[0], ends[1], ends[2], ends[3], px, py), 1e-7, "segment " + i);
        hits++;
      }
      double sx = x + seen * Math.cos(angle);
      double sy = y + seen * Math.sin(angle);
      double toEnds = Math.min(Math.hypot(sx - ends[0], sy - ends[1]), Math.hypot(sx - ends[2], sy - ends[3]));
      double steep = Math.abs(Math.cos(angle) * (ends[3] - ends[1]) - Math.sin(angle) * (ends[2] - ends[0]));
      if (hit && toEnds > 0.1 && steep > 0.5 && seen > 0.1) {
        double soft = softSegment.value(x, y, Math.cos(angle), Math.sin(angle), ends[0], ends[1], ends[2], ends[3],
            RANGE, 0.01);
        assertEquals(seen, soft, 0.02, "soft segment " + i);
      }
    }
    assertTrue(hits > 40, hits + " hits");
  }

  @Test
  void specialPlaces() {
    assertEquals(0, toDisc.value(0, 0, 1, 0, 0.5, 0, 1, RANGE), "inside");
    assertEquals(RANGE, toDisc.value(0, 0, 1, 0, -3, 0, 1, RANGE), "behind");
    assertEquals(RANGE, toDisc.value(0, 0, 1, 0, 9, 0, 1, RANGE), "too far");
    assertEquals(2, toDisc.value(0, 0, 1, 0, 3, 0, 1, RANGE));
    assertEquals(RANGE, toSegment.value(0, 0, 1, 0, 1, 0, 2, 0, RANGE), "along the ray");
    assertEquals(RANGE, toSegment.value(0, 0, 1, 0, 1, 1, 2, 1, RANGE), "parallel");
    assertEquals(RANGE, toSegment.value(0, 0, 1, 0, -1, -1, -1, 1, RANGE), "behind");
    assertEquals(2, toSegment.value(0, 0, 1, 0, 2, 0, 2, 1, RANGE), "its end");
    assertEquals(2, toSegment.value(0, 0, 1, 0, 2, 1, 2, -3, RANGE));
  }

  @Test
  void theSoftNearestIsSlightlyTooSmall() {
    Call closeness = new Call("lib.laser.closeness");
    Call nearest = new Call("lib.laser.soft_nearest");
    double width = 0.05;
    double[] seen = {3, 2.5, 4, 5};
    double total = 0;
    for (double distance : seen) {
      total += closeness.value(distance, RANGE, width);
    }
    double soft = nearest.value(total, RANGE, width);
    assertTrue(soft <= 2.5 && soft >= 2.5 - width * Math.log(seen.length + 1), () -> "" + soft);
    assertEquals(RANGE, nearest.value(0, RANGE, width), "nothing there");
  }
}
