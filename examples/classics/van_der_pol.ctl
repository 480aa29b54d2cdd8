/// Van der Pol's oscillator comes to rest, with a limit that its first state rides for a quarter of the time. No units: the
/// oscillator is a scaled equation.
/// Andersson, Gillis, Horn, Rawlings, Diehl, "CasADi", Mathematical Programming Computation 11(1), 2019, examples.
model Oscillator {
  state   x1 in [-0.25, inf];
  state   x2;
  control u  in [-1, 1];
  dynamics {
    der(x1) = (1 - x2^2)*x1 - x2 + u;
    der(x2) = x1;
  }
}

problem VanDerPol for Oscillator {
  horizon 10 steps 200;
  start x1 = 0, x2 = 1;
  guess x1 = 0, x2 = 1;

  minimize { running rest: x1^2 + x2^2 + u^2; }
}

solve VanDerPol using ip {
  expect abs(objective - 3.61518) <= 3e-3*3.61518;
  expect max_violation <= 1e-6;
}
