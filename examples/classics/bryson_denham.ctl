/// A mass turns round within 1/9 m with the least effort. The wall is a state constraint of order two, which the optimum touches
/// for a third of the time; its cost is 4/(9 wall) for walls nearer than 1/6.
/// Bryson, Denham, Dreyfus, "Optimal programming problems with inequality constraints", AIAA Journal 1(11), 1963.
model Mass {
  const   wall : m = 1/9;
  state   q    : m in [-inf, wall];
  state   v    : m/s;
  control u    : m/s^2;
  dynamics { der(q) = v; der(v) = u; }
}

problem BrysonDenham for Mass {
  horizon 1 [s] steps 100;
  start q = 0, v = 1;
  guess q = 0, v = 1 [m/s] - t * 2 [m/s^2], u = -2;

  minimize { running effort: 0.5*u^2; }
  constraints {
    terminal there: q == 0;
    terminal back:  v == -1;
  }
}

solve BrysonDenham using ip {
  expect abs(objective - 4) <= 1e-3*4;
  expect max_violation <= 1e-6;
}
