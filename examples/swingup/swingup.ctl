module examples.swingup.swingup;

/// Torque-limited pendulum. theta = 0 hangs down, theta = pi is upright.
model Pendulum {
  param m : kg    = 1.0;
  param l : m     = 1.0;
  param b : N*m*s = 0.1;  // damping of the joint
  param g : m/s^2 = 9.81;

  state   theta : rad;
  state   omega : rad/s;
  control tau   : N*m in [-3, 3];

  dynamics {
    der(theta) = omega;
    der(omega) = (tau - b*omega - m*g*l*sin(theta)) / (m*l^2);
  }

  view {
    let tip[2] : m = [l*sin(theta), -l*cos(theta)];
    rod:  line([0, 0], tip, color = "black");
    mass: disc(tip, 0.08, color = "orange");
  }
}

/// Upright after 8 s, and at rest: that is a constraint.
problem SwingUp for Pendulum {
  horizon 8 [s] steps 400;
  integrator rk4;

  start theta = 0, omega = 0;

  minimize {
    running  effort:  0.01 * tau^2;
    running  upright: 1 + cos(theta);
    terminal settle:  100 * (1 + cos(theta)) + 10 * omega^2;
  }
  constraints {
    terminal stop: -0.05 <= omega <= 0.05;
  }
}

solve SwingUp using al_ilqr {
  iterations = 300;
  tolerance  = 1e-7;
  guess tau  = 0.5 [N*m] * sin(3 [rad/s] * t);  // break the symmetry of the hanging start
  expect 1 + cos(final(theta)) <= 0.01;         // either way up counts
}

/// The same with a soft constraint, which is a penalty.
problem SwingUpFree for Pendulum {
  horizon 8 [s] steps 400;
  integrator rk4;

  start theta = 0, omega = 0;

  minimize {
    running  effort:  0.01 * tau^2;
    running  upright: 1 + cos(theta);
    terminal settle:  100 * (1 + cos(theta)) + 10 * omega^2;
  }
  constraints {
    terminal stop: -0.05 <= omega <= 0.05 soft 100;
  }
}

solve SwingUpFree using ilqr {
  iterations = 300;
  tolerance  = 1e-7;
  guess tau  = 0.5 [N*m] * sin(3 [rad/s] * t);
  expect 1 + cos(final(theta)) <= 0.01;
  expect abs(final(omega)) <= 0.05;
}
