/// A mass moves one metre, from rest to rest, in one second, with the least effort. The optimum, known in closed form, is
/// u = 6 - 12 t with the cost 12; held over each of N steps the control costs 12 N^2/(N^2 - 1).
model Mass {
  state   q : m;
  state   v : m/s;
  control u : m/s^2;
  dynamics { der(q) = v; der(v) = u; }
}

problem Energy for Mass {
  horizon 1 [s] steps 100;
  start q = 0, v = 0;
  guess q = t * 1 [m/s];

  minimize { running effort: 1.0*u^2; }
  constraints {
    terminal there: q == 1;
    terminal still: v == 0;
  }
}

solve Energy using ip {
  expect abs(objective - 12) <= 5e-4*12;
  expect max_violation <= 1e-6;
}
