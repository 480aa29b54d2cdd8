/// A mass moves one metre, from rest to rest, in the least time: one second of full thrust and one of full braking, the first
/// example of Pontryagin's principle.
model Mass {
  state   q : m;
  state   v : m/s;
  control u : m/s^2 in [-1, 1];
  dynamics { der(q) = v; der(v) = u; }
}

problem Fastest for Mass {
  horizon free T in [0.5, 10] guess 3 steps 100;
  start q = 0, v = 0;
  guess q = t * 1 [m] / 3 [s];

  minimize { terminal time: 1.0*T; }
  constraints {
    terminal there: q == 1;
    terminal still: v == 0;
  }
}

solve Fastest using ip {
  expect abs(objective - 2) <= 2e-3*2;
  expect max_violation <= 1e-6;
}
