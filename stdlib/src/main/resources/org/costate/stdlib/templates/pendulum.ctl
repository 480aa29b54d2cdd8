/// Torque-limited pendulum. theta = 0 hangs down, theta = pi is upright.
model Pendulum {
  param m = 1.0;           // mass, kg
  param l = 1.0;           // length, m
  param b = 0.1;           // damping of the joint, N*m*s
  param g = 9.81;          // m/s^2

  state theta;             // rad
  state omega;             // rad/s
  control tau in [-3, 3];  // N*m, a third of what would lift it straight up

  dynamics {
    der(theta) = omega;
    der(omega) = (tau - b*omega - m*g*l*sin(theta)) / (m*l^2);
  }
}

problem SwingUp for Pendulum {
  horizon 8 steps 400;     // s
  integrator rk4;

  start theta = 0, omega = 0;

  minimize {
    running  effort:  0.01 * tau^2;
    running  upright: 1 + cos(theta);
    terminal settle:  100 * (1 + cos(theta)) + 10 * omega^2;
  }
}

solve SwingUp using ilqr {
  guess tau = 0.5 * sin(3 * t);          // break the symmetry of the hanging start
  expect 1 + cos(final(theta)) <= 0.01;  // either way up counts
  expect abs(final(omega)) <= 0.05;
}
