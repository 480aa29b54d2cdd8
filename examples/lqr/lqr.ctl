/// A mass that a force brings to rest: the linear-quadratic regulator, whose optimum is known in closed form.
problem Lqr {
  // The solution of the Riccati equation of this problem; as terminal cost it makes the horizon infinite.
  const P[2, 2] = [sqrt(3), 1; 1, sqrt(3)];

  state   x[2];  // place and speed
  control u;     // force per mass

  dynamics {
    der(x) = [x[2], u];
  }

  horizon 5 steps 500;
  integrator rk4;
  start x = [1, 0];

  minimize {
    running  away:   sumsq(x);
    running  effort: u^2;
    terminal rest:   x' * P * x;
  }
}

solve Lqr using ilqr {
  expect abs(objective - sqrt(3)) <= 1e-4;  // x(0)' P x(0); controls held over steps cost a little more
  expect iterations <= 2;                   // a linear-quadratic problem is solved by one sweep
}
