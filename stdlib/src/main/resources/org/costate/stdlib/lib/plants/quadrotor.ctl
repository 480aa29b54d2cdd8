/// A quadrotor in space, its attitude a quaternion, so that it may flip. (D. Mellinger, V. Kumar,
/// "Minimum snap trajectory generation and control for quadrotors", ICRA 2011; the numbers are
/// those of a small research vehicle.)
module lib.plants.quadrotor;

import lib.quat as quat;

/// The world has z upwards; the body has x forwards, y to the left, z along the thrust. Rotors 1
/// and 3 are in front and behind and turn clockwise seen from above, 2 and 4 are left and right and
/// turn the other way.
model Quadrotor {
  /// mass
  param mass : kg     = 0.5;
  /// from the centre to each rotor
  param arm  : m      = 0.175;
  /// torque about z by thrust of a rotor
  param kt   : m      = 0.0245;
  /// principal moments of inertia
  param J[3] : kg*m^2 = [2.3e-3, 2.3e-3, 4e-3];
  /// gravity
  param g    : m/s^2  = 9.81;

  /// place
  state   p[3] : m;
  /// attitude: turns body vectors into the world
  state   q    : quat;
  /// velocity in the world
  state   v[3] : m/s;
  /// angular rate in the body
  state   w[3] : rad/s;
  /// thrust of each rotor; its trim hovers
  control f[4] : N = mass*g/4 in [0, 4];

  dynamics {
    let torque[3] : N*m = [arm*(f[2] - f[4]), arm*(f[3] - f[1]), kt*(f[1] - f[2] + f[3] - f[4])];
    der(p) = v;
    der(q) = quat.rate(q, w);
    der(v) = quat.rotate(q, [0, 0, sum(f)/mass]) - [0, 0, g];
    der(w) = (torque - cross(w, J .* w)) ./ J;
  }
}
