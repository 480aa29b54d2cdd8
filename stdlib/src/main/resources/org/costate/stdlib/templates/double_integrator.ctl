/// A mass moved by a force, in discrete time: the smallest problem with a state, a control and a vector.
problem DoubleIntegrator {
  const h : s   = 0.1;  // length of a step
  const A[2, 2] = [1, h; 0, 1];
  const B[2]    = [h^2/2, h];

  state   x[2];         // place and speed
  control u : m/s^2 in [-1, 1];

  dynamics {
    next(x) = A*x + B*u;
  }

  horizon 50 steps 50;  // a `next` problem counts steps
  start x = [2, 0];

  minimize {
    running  effort: 0.01 * u^2;
    terminal rest:   100 * sumsq(x);
  }
}

solve DoubleIntegrator using ilqr {
  expect final(x[1])^2 + final(x[2])^2 <= 1e-4;
}
