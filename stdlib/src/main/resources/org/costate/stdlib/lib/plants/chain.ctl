/// Any number of links that hang in a plane, each with a motor at its upper joint; `--const
/// lib.plants.chain.n=7` makes it one of seven.
module lib.plants.chain;

/// All angles are absolute: q = 0 hangs straight down. A mass sits at the end of each massless
/// link.
model Chain {
  /// number of links
  const n         = 3;
  /// mass at the end of each link
  param m : kg    = 0.5;
  /// length of each link
  param l : m     = 0.4;
  /// viscous friction on each absolute rate
  param b : N*m*s = 0.1;
  /// gravity
  param g : m/s^2 = 9.81;

  /// angle of each link from the downward vertical, and its rate
  coordinate q[n]   : angle rate w;
  /// torque of each motor, which acts on its link and against the one before
  control    tau[n] : N*m in [-10, 10];

  let x[n] : m = [sum(l*sin(q[i]) for i in 1:k) for k in 1:n];
  let y[n] : m = [-sum(l*cos(q[i]) for i in 1:k) for k in 1:n];

  lagrangian {
    kinetic     = 0.5*m*(sumsq(der(x)) + sumsq(der(y)));
    potential   = m*g*sum(y);
    dissipation = 0.5*b*sumsq(w);
    force(q)    = [if i < n then tau[i] - tau[i + 1] else tau[i] for i in 1:n];
  }

  view {
    links: polyline([[if k > 0 then x[k] else 0, if k > 0 then y[k] else 0] for k in 0:n]);
  }
}
