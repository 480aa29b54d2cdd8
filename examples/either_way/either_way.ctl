module examples.either_way.either_way;

import lib.plants.pendulum {Pendulum};

/// Upright is half a turn from hanging, either way round: `theta` is an angle, so theta - pi is the shorter difference.
problem SwingUp for Pendulum {
  param push : N*m = 0.5;  // the other sign swings up the other way round

  horizon 8 [s] steps 400;
  integrator rk4;
  start theta = 0, omega = 0;

  guess tau = push * sin(3 [rad/s] * t);

  minimize {
    running  effort: 0.01 * tau^2;
    running  away:   0.2 * (theta - pi)^2;
    terminal settle: 100 * (theta - pi)^2 + 10 * omega^2;
  }
}

solve SwingUp as one_way using ilqr {
  expect abs(final(theta - pi)) <= 0.05 and abs(final(omega)) <= 0.05;
}

solve SwingUp as other_way using ilqr {
  guess tau = -push * sin(3 [rad/s] * t);
  expect abs(final(theta - pi)) <= 0.05 and abs(final(omega)) <= 0.05;
}
