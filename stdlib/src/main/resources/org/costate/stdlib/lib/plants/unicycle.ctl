/// A robot with two driven wheels on one axle, steered by its turning rate. (S. LaValle, "Planning
/// Algorithms", section 13.1.)
module lib.plants.unicycle;

/// psi = 0 looks along x and counts counter-clockwise.
model Unicycle {
  /// place of the middle of the axle
  state   x   : m;
  /// place of the middle of the axle
  state   y   : m;
  /// heading
  state   psi : angle;
  /// speed forwards
  control v   : m/s   in [-1, 1.5];
  /// turning rate
  control w   : rad/s in [-1.2, 1.2];

  dynamics {
    der(x)   = v*cos(psi);
    der(y)   = v*sin(psi);
    der(psi) = w;
  }

  view {
    body: disc([x, y], 0.2 [m]);
    nose: line([x, y], [x + 0.3 [m]*cos(psi), y + 0.3 [m]*sin(psi)]);
  }
}
