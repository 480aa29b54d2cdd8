/// A gymnast on a bar: two links that hang from a fixed joint, with a motor at the elbow only. (M.
/// Spong, "The swing up control problem for the acrobot", IEEE Control Systems, 1995; the numbers
/// are those of R. Sutton, A. Barto, "Reinforcement Learning", chapter 11.)
module lib.plants.acrobot;

/// q1 = q2 = 0 hangs straight down; q2 is relative to the first link, as in the book. (The paper
/// has q1 from the horizontal.)
model Acrobot {
  /// mass of the first link
  param m1 : kg     = 1;
  /// mass of the second link
  param m2 : kg     = 1;
  /// length of the first link
  param l1 : m      = 1;
  /// length of the second link, which only the view needs
  param l2 : m      = 1;
  /// from the bar to the centre of mass of the first link
  param c1 : m      = 0.5;
  /// from the elbow to the centre of mass of the second link
  param c2 : m      = 0.5;
  /// moment of inertia of the first link about its centre of mass
  param I1 : kg*m^2 = 1;
  /// moment of inertia of the second link about its centre of mass
  param I2 : kg*m^2 = 1;
  /// viscous friction of the bar
  param b1 : N*m*s  = 0;
  /// viscous friction of the elbow
  param b2 : N*m*s  = 0;
  /// gravity
  param g  : m/s^2  = 9.8;

  /// angle of the first link from the downward vertical, and its rate
  coordinate q1  : angle rate w1;
  /// angle of the second link from the first, and its rate
  coordinate q2  : angle rate w2;
  /// torque of the elbow
  control    tau : N*m in [-1, 1];

  let elbow[2] : m = [l1*sin(q1), -l1*cos(q1)];
  let hand[2]  : m = elbow + [l2*sin(q1 + q2), -l2*cos(q1 + q2)];

  lagrangian {
    let first[2]  : m = [c1*sin(q1), -c1*cos(q1)];
    let second[2] : m = elbow + [c2*sin(q1 + q2), -c2*cos(q1 + q2)];
    kinetic     = 0.5*m1*sumsq(der(first)) + 0.5*m2*sumsq(der(second)) + 0.5*I1*w1^2
        + 0.5*I2*(w1 + w2)^2;
    potential   = m1*g*first[2] + m2*g*second[2];
    dissipation = 0.5*b1*w1^2 + 0.5*b2*w2^2;
    force(q2)   = tau;
  }

  view {
    upper: line([0, 0], elbow);
    lower: line(elbow, hand);
  }
}
