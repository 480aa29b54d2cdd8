/// A car as a bicycle, in discrete time: the exact map for front wheels that roll straight during a
/// step. (Y. Tassa, N. Mansard, E. Todorov, "Control-limited differential dynamic programming",
/// ICRA 2014.)
module lib.plants.car;

/// theta = 0 looks along x and counts counter-clockwise. The place is that of the rear axle, the
/// speed that of the front wheels.
model Car {
  /// length of a step, `--const lib.plants.car.h=0.05` changes it
  const h : s = 0.03;
  /// distance between the axles
  param d : m = 2;

  /// place of the rear axle
  state   x     : m;
  /// place of the rear axle
  state   y     : m;
  /// heading
  state   theta : angle;
  /// speed of the front wheels; h*v must stay below d
  state   v     : m/s;
  /// angle of the front wheels
  control steer : rad   in [-0.5, 0.5];
  /// acceleration of the front wheels
  control accel : m/s^2 in [-2, 2];

  dynamics {
    let f = h*v;
    let b = d + f*cos(steer) - sqrt(d^2 - f^2*sin(steer)^2);
    next(x)     = x + b*cos(theta);
    next(y)     = y + b*sin(theta);
    next(theta) = theta + asin(f*sin(steer)/d);
    next(v)     = v + h*accel;
  }

  view {
    body:  box([x + 0.5*d*cos(theta), y + 0.5*d*sin(theta)], [1.4*d, 0.75*d], theta);
    front: line([x + d*cos(theta), y + d*sin(theta)],
        [x + d*cos(theta) + 0.2*d*cos(theta + steer), y + d*sin(theta) + 0.2*d*sin(theta + steer)]);
  }
}
