/// The attitude of a rigid spacecraft that is turned by torques about its axes: Euler's equations.
/// (P. Hughes, "Spacecraft Attitude Dynamics", chapter 3.)
module lib.plants.spacecraft;

import lib.quat as quat;

/// q turns body vectors into the inertial frame.
model Spacecraft {
  /// matrix of inertia about the centre of mass, symmetric; the numbers are those of a small
  /// satellite
  param J[3, 3] : kg*m^2 = [1.8, 0.05, -0.02; 0.05, 1.4, 0.03; -0.02, 0.03, 1.1];

  /// attitude
  state   q      : quat;
  /// angular rate in the body
  state   w[3]   : rad/s;
  /// torque in the body
  control tau[3] : N*m in [-0.1, 0.1];

  dynamics {
    der(q) = quat.rate(q, w);
    der(w) = J \ (tau - cross(w, J*w));
  }
}
