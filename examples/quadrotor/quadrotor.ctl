module examples.quadrotor.quadrotor;

import lib.quat as quat;

/// A quadrotor in the world frame, z upwards; rates and torques in the frame of its body.
model Quadrotor {
  param mass : kg     = 0.5;
  param arm  : m      = 0.175;
  param kt   : m      = 0.0245;                  // yaw torque per newton of thrust
  param J[3] : kg*m^2 = [2.3e-3, 2.3e-3, 4e-3];  // principal inertias
  const g    : m/s^2  = 9.81;

  state   p[3] : m;
  state   q    : quat;                    // 4 numbers, 3 degrees of freedom
  state   v[3] : m/s;
  state   w[3] : rad/s;
  control f[4] : N = mass*g/4 in [0, 4];  // `=` gives the trim, which hovers

  dynamics {
    let thrust    : N   = f[1] + f[2] + f[3] + f[4];
    let torque[3] : N*m = [arm*(f[2] - f[4]), arm*(f[3] - f[1]), kt*(f[1] - f[2] + f[3] - f[4])];

    der(p) = v;
    der(q) = quat.rate(q, w);
    der(v) = quat.rotate(q, [0, 0, thrust / mass]) - [0, 0, g];
    der(w) = (torque - cross(w, J .* w)) ./ J;
  }

  view {
    let along[3]  : m = quat.rotate(q, [arm, 0, 0]);
    let across[3] : m = quat.rotate(q, [0, arm, 0]);
    line(p - along, p + along, color = "black");
    line(p - across, p + across, color = "black");
    front: disc(p + along, 0.05, color = "red");
    disc(p - along, 0.05, color = "blue");
    disc(p + across, 0.05, color = "blue");
    disc(p - across, 0.05, color = "blue");
  }
}

/// Through a ring after 2 s and to a goal, never low and never steeply tilted.
problem FlyThroughGate for Quadrotor {
  param ring[3] : m = [2, 0, 1.5];
  param goal[3] : m = [4, 1, 1];

  horizon 4 [s] steps 200;
  integrator rk4;
  start p = [0, 0, 1], q = [1, 0, 0, 0], v = [0, 0, 0], w = [0, 0, 0];

  minimize {
    running  effort:   0.05 * sumsq(f - mass*g/4);
    running  smooth:   0.02 * sumsq(w);
    terminal attitude: 50 * sumsq(quat.error(q, [1, 0, 0, 0]));
  }
  constraints {
    at(2 [s]) gate:   sumsq(p - ring) <= 0.1^2;
    path      floor:  p[3] >= 0.1;
    path      tilt:   quat.rotate(q, [0, 0, 1])[3] >= cos(60 [deg]);
    terminal  arrive: p == goal;
    terminal  still:  v == [0, 0, 0];
    terminal  level:  w == [0, 0, 0];
  }

  view {
    ring: disc(ring, 0.1, color = "green");
    goal: disc(goal, 0.05, color = "purple");
    text(ring + [0, 0, 0.3], "gate");
    text(goal + [0, 0, 0.3], "goal");
  }
}

solve FlyThroughGate using al_ilqr {
  iterations = 80;
  expect sumsq(final(w)) <= 1e-3;
}

/// To the goal without constraints: a penalty for being elsewhere at the end.
problem Fly for Quadrotor {
  param goal[3] : m = [4, 1, 1];

  horizon 4 [s] steps 200;
  integrator rk4;
  start p = [0, 0, 1], q = [1, 0, 0, 0], v = [0, 0, 0], w = [0, 0, 0];

  minimize {
    running  effort:   0.05 * sumsq(f - mass*g/4);
    running  smooth:   0.02 * sumsq(w);
    terminal attitude: 50 * sumsq(quat.error(q, [1, 0, 0, 0]));
    terminal arrive:   100 * sumsq(p - goal);
    terminal still:    10 * sumsq(v) + 10 * sumsq(w);
  }
}

solve Fly using ilqr {
  expect norm(final(p) - goal) <= 0.02;
  expect norm(final(quat.error(q, [1, 0, 0, 0]))) <= 0.01;
  expect sumsq(final(w)) <= 1e-3;
}

/// The same, planned again a hundred times a second with one iteration each.
mpc Fly using ilqr {
  rate       = 100 [Hz];
  duration   = 12 [s];
  iterations = 1;
  expect norm(final(p) - goal) <= 0.02;
}

/// Counts how far it has rolled: a full turn is the same attitude as none.
model Roller extends Quadrotor {
  state turned : rad;

  dynamics {
    der(turned) = w[1];
  }
}

/// A flip: once around the axis that points forwards, then at rest where it began.
problem Flip for Roller {
  horizon 1.6 [s] steps 160;
  integrator rk4;
  start p = [0, 0, 1], q = [1, 0, 0, 0], v = [0, 0, 0], w = [0, 0, 0], turned = 0;

  minimize {
    running  effort:   0.05 * sumsq(f - mass*g/4);
    terminal around:   100 * (turned - 2*pi)^2;
    terminal attitude: 100 * sumsq(quat.error(q, [1, 0, 0, 0]));
    terminal back:     100 * sumsq(p - [0, 0, 1]);
    terminal still:    10 * sumsq(v) + 10 * sumsq(w);
  }
}

solve Flip using ilqr {
  expect abs(final(turned) - 2*pi) <= 0.02;
  expect norm(final(quat.error(q, [1, 0, 0, 0]))) <= 0.02;
  expect norm(final(p) - [0, 0, 1]) <= 0.05;
}
