/// A chain of length 4 hangs between two nails one apart, at heights 1 and 3, with the least potential energy: a catenary. The
/// independent variable `t` is the distance across. No units, as in the source.
/// Dolan, More, Munson, "Benchmarking optimization software with COPS 3.0", Argonne ANL/MCS-TM-273, 2004, problem 4.
problem HangingChain {
  state   x;       // height
  state   length;  // from the first nail
  control u;       // slope

  let stretch = sqrt(1 + u^2);
  dynamics { der(x) = u; der(length) = stretch; }

  horizon 1 steps 100;
  start x = 1, length = 0;
  guess x = 8*t*(t/2 - 1/4) + 1, length = 4*t, u = 8*(t - 1/4);

  minimize { running energy: x*stretch; }
  constraints {
    terminal nail: x == 3;
    terminal all:  length == 4;
  }
}

solve HangingChain using ip {
  expect abs(objective - 5.0684801110) <= 5e-4*5.0684801110;
  expect max_violation <= 1e-6;
}
