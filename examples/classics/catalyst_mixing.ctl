/// Two catalysts are mixed along a tubular reactor so that most of the product comes out: one alone, then a singular arc, then the
/// other alone. The independent variable `t` is the place in the reactor, and all quantities are fractions.
/// Gunn, Thomas 1965; Dolan, More, Munson, "Benchmarking optimization software with COPS 3.0", Argonne ANL/MCS-TM-273, 2004, problem 14.
model Reactor {
  state   x1;           // of the first substance
  state   x2;           // of the second
  control u in [0, 1];  // fraction of the first catalyst
  dynamics {
    der(x1) = u*(10*x2 - x1);
    der(x2) = u*(x1 - 10*x2) - (1 - u)*x2;
  }
}

problem Mixing for Reactor {
  horizon 1 steps 100;
  start x1 = 1, x2 = 0;
  guess x1 = 1 - 0.085*t, x2 = 0.05*t, u = 1 - t;

  maximize { terminal product: 1 - x1 - x2; }
}

solve Mixing using ip {
  expect abs(objective - 0.0480557) <= 2e-4*0.0480557;
}
