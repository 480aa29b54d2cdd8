/// A rocket that lands on its engine, in a vertical plane: thrust and gimbal, and a mass that burns
/// away. (The mass equation is that of B. Acikmese, S. Ploen, "Convex programming approach to
/// powered descent guidance for Mars landing", JGCD 2007.)
module lib.plants.rocket;

/// theta = 0 stands upright and counts counter-clockwise; y points upwards. Air is left out.
model Rocket {
  /// mass without propellant
  param dry      : kg    = 20e3;
  /// from the centre of mass to the engine
  param arm      : m     = 10;
  /// radius of gyration: the moment of inertia is mass*gyration^2
  param gyration : m     = 8;
  /// specific impulse, by standard gravity
  param isp      : s     = 280;
  /// gravity
  param g        : m/s^2 = 9.81;

  /// place across
  state   x      : m;
  /// height of the centre of mass
  state   y      : m;
  /// angle from upright
  state   theta  : angle;
  /// speed across
  state   vx     : m/s;
  /// speed upwards
  state   vy     : m/s;
  /// rate of theta
  state   omega  : rad/s;
  /// mass: that of the rocket and of the propellant left, which the model does not watch
  state   mass   : kg;
  /// thrust; its trim carries the mass without propellant, and the engine cannot burn with less
  /// than the lower limit
  control thrust : N = dry*g in [100e3, 450e3];
  /// angle of the thrust from the axis; a positive one turns the rocket clockwise
  control gimbal : rad       in [-0.2, 0.2];

  let axis[2] = [-sin(theta), cos(theta)];

  dynamics {
    der(x)     = vx;
    der(y)     = vy;
    der(theta) = omega;
    der(vx)    = -thrust*sin(theta + gimbal)/mass;
    der(vy)    = thrust*cos(theta + gimbal)/mass - g;
    der(omega) = -thrust*arm*sin(gimbal)/(mass*gyration^2);
    der(mass)  = -thrust/(isp*9.80665 [m/s^2]);
  }

  view {
    body:   line([x, y] - arm*axis, [x, y] + arm*axis);
    engine: disc([x, y] - arm*axis, 0.1*arm);
  }
}
