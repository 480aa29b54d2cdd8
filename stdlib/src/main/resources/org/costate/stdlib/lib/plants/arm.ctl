/// A planar robot arm of two driven links. (M. Spong, S. Hutchinson, M. Vidyasagar, "Robot Modeling
/// and Control", chapter 7.)
module lib.plants.arm;

/// q1 = q2 = 0 is stretched out along x; q2 is relative to the first link. It moves in a horizontal
/// plane, or with g = 9.81 in a vertical one with y upwards.
model Arm {
  /// mass of the first link
  param m1 : kg     = 1;
  /// mass of the second link, with the hand
  param m2 : kg     = 1;
  /// length of the first link
  param l1 : m      = 0.5;
  /// length of the second link
  param l2 : m      = 0.5;
  /// from the shoulder to the centre of mass of the first link
  param c1 : m      = 0.25;
  /// from the elbow to the centre of mass of the second link
  param c2 : m      = 0.25;
  /// moment of inertia of the first link about its centre of mass
  param I1 : kg*m^2 = 0.02;
  /// moment of inertia of the second link about its centre of mass
  param I2 : kg*m^2 = 0.02;
  /// viscous friction of each joint
  param b  : N*m*s  = 0.05;
  /// gravity along -y
  param g  : m/s^2  = 0;

  /// angle of the shoulder, and its rate
  coordinate q1     : rad rate w1;
  /// angle of the elbow, and its rate
  coordinate q2     : rad rate w2;
  /// torques of shoulder and elbow
  control    tau[2] : N*m in [-6, 6];

  let elbow[2] : m = [l1*cos(q1), l1*sin(q1)];
  let hand[2]  : m = elbow + [l2*cos(q1 + q2), l2*sin(q1 + q2)];

  lagrangian {
    let first[2]  : m = [c1*cos(q1), c1*sin(q1)];
    let second[2] : m = elbow + [c2*cos(q1 + q2), c2*sin(q1 + q2)];
    kinetic     = 0.5*m1*sumsq(der(first)) + 0.5*m2*sumsq(der(second)) + 0.5*I1*w1^2
        + 0.5*I2*(w1 + w2)^2;
    potential   = m1*g*first[2] + m2*g*second[2];
    dissipation = 0.5*b*(w1^2 + w2^2);
    force(q1)   = tau[1];
    force(q2)   = tau[2];
  }

  view {
    upper: line([0, 0], elbow);
    lower: line(elbow, hand);
    tip:   disc(hand, 0.05*l2);
  }
}
