/// Torque-limited pendulum. theta = 0 hangs down, theta = pi is upright.
model Pendulum {
  param m : kg    = 1.0;           // mass
  param l : m     = 1.0;           // length
  param b : N*m*s = 0.1;           // damping of the joint
  param g : m/s^2 = 9.81;

  state   theta : rad;
  state   omega : rad/s;
  control tau   : N*m in [-3, 3];  // a third of what would lift it straight up

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

problem SwingUp for Pendulum {
  horizon 8 [s] steps 400;
  integrator rk4;

  start theta = 0, omega = 0;

  minimize {
    running  effort:  0.01 * tau^2;
    running  upright: 1 + cos(theta);
    terminal settle:  100 * (1 + cos(theta)) + 10 * omega^2;
  }
}

solve SwingUp using ilqr {
  guess tau = 0.5 [N*m] * sin(3 [rad/s] * t);  // break the symmetry of the hanging start
  expect 1 + cos(final(theta)) <= 0.01;        // either way up counts
  expect abs(final(omega)) <= 0.05;
}
