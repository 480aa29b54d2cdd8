/// A mass on a massless rod that is driven by a weak motor at its joint. (R. Tedrake,
/// "Underactuated Robotics", chapter 2.)
module lib.plants.pendulum;

/// theta = 0 hangs down, theta = pi is upright; the plane has x to the right and y upwards, with
/// the joint at its origin.
model Pendulum {
  /// mass at the end of the rod
  param m : kg    = 1;
  /// length of the rod
  param l : m     = 1;
  /// viscous friction of the joint
  param b : N*m*s = 0.1;
  /// gravity
  param g : m/s^2 = 9.81;

  /// angle of the rod from the downward vertical, and its rate
  coordinate theta : angle rate omega;
  /// torque of the motor: a third of what would lift the mass straight up
  control    tau   : N*m in [-3, 3];

  let bob[2] : m = [l*sin(theta), -l*cos(theta)];

  lagrangian {
    kinetic      = 0.5*m*sumsq(der(bob));
    potential    = m*g*bob[2];
    dissipation  = 0.5*b*omega^2;
    force(theta) = tau;
  }

  view {
    rod:  line([0, 0], bob);
    mass: disc(bob, 0.08*l);
  }
}
