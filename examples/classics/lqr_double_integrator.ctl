/// A mass comes to rest. With the solution P of the algebraic Riccati equation as terminal cost the optimum is x(0)' P x(0) for
/// every horizon.
model Mass {
  state   q : m;
  state   v : m/s;
  control u : m/s^2;
  dynamics { der(q) = v; der(v) = u; }
}

problem Regulator for Mass {
  horizon 5 [s] steps 100;
  start q = 1, v = 0;

  let   x[2]    = [q/(1 [m]), v/(1 [m/s])];
  const P[2, 2] = [sqrt(3), 1; 1, sqrt(3)];

  minimize {
    running  away:   sumsq(x);
    running  effort: 1.0*u^2;
    terminal rest:   x'*P*x;
  }
}

solve Regulator using ddp {
  expect abs(objective - sqrt(3)) <= 5e-4*sqrt(3);
  expect iterations <= 2;
}
