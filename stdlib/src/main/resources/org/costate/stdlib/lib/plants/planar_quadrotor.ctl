/// A quadrotor seen from the side: two rotors, three degrees of freedom. (R. Tedrake,
/// "Underactuated Robotics", chapter 3.)
module lib.plants.planar_quadrotor;

/// theta = 0 is level; it counts counter-clockwise, so that a positive angle accelerates to the
/// left. y points upwards.
model PlanarQuadrotor {
  /// mass
  param m : kg     = 0.486;
  /// from the centre to each rotor
  param r : m      = 0.25;
  /// moment of inertia about the centre of mass
  param J : kg*m^2 = 0.00383;
  /// gravity
  param g : m/s^2  = 9.81;

  /// place across
  state   x     : m;
  /// height
  state   y     : m;
  /// angle from level
  state   theta : angle;
  /// speed across
  state   vx    : m/s;
  /// speed upwards
  state   vy    : m/s;
  /// rate of theta
  state   omega : rad/s;
  /// thrust of the right and of the left rotor; its trim hovers, the limit is four times as much
  control f[2]  : N = 0.5*m*g in [0, 2*m*g];

  let arm[2] : m = [r*cos(theta), r*sin(theta)];

  dynamics {
    der(x)     = vx;
    der(y)     = vy;
    der(theta) = omega;
    der(vx)    = -(f[1] + f[2])*sin(theta)/m;
    der(vy)    = (f[1] + f[2])*cos(theta)/m - g;
    der(omega) = r*(f[1] - f[2])/J;
  }

  view {
    body:  line([x, y] - arm, [x, y] + arm);
    right: disc([x, y] + arm, 0.2*r);
    left:  disc([x, y] - arm, 0.2*r);
  }
}
