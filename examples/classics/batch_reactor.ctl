/// A substance A becomes B, and B becomes C, which nobody wants: the temperature is led so that most of B is there after an hour.
/// Ray, "Advanced Process Control", 1981; Dadebo, McAuley, "Dynamic optimization of constrained chemical engineering problems using
/// dynamic programming", Computers and Chemical Engineering 19, 1995.
model Batch {
  state   a : 1;  // concentrations, relative to that of A at the start
  state   b : 1;
  control T : K in [298, 398];

  let k1 : 1/h = 4000 [1/h] * exp(-2500 [K]/T);
  let k2 : 1/h = 620000 [1/h] * exp(-5000 [K]/T);
  dynamics {
    der(a) = -k1*a^2;
    der(b) = k1*a^2 - k2*b;
  }
}

problem Yield for Batch {
  horizon 1 [h] steps 100;
  start a = 1, b = 0;

  let s = t/(3600 [s]);
  guess a = 1 - 0.6*s, b = 0.6*s, T = 350 [K] - 20 [K] * s;

  maximize { terminal product: b; }
}

solve Yield using ip {
  expect abs(objective - 0.610803) <= 5e-4*0.610803;
}
