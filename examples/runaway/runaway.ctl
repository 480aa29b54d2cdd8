module examples.runaway.runaway;

/// A batch of reactant that heats itself; 7 K more double the rate. Uncooled the temperature goes to infinity within seconds.
model Reactor {
  param k    : 1/s = 1/600;  // rate at 300 K
  param warm : K   = 10;     // that speeds it up e times
  param rise : K   = 100;    // if all of it reacted without cooling

  state   left : 1;          // part of the reactant that is left
  state   T    : K;
  control cool : K/s in [0, 0.8];

  dynamics {
    let rate = k*left*exp((T - 300 [K])/warm);
    der(left) = -rate;
    der(T)    = rise*rate - cool;
  }
}

/// As much as possible in four minutes, never above 315 K and at 300 K in the end.
problem Batch for Reactor {
  horizon 240 [s] steps 20;
  integrator radau;
  start left = 1, T = 300 [K];

  minimize {
    running  cooling: 0.03 * cool^2;
    terminal yield:   10 * left;
  }
  constraints {
    path     limit: T <= 315 [K];
    terminal cold:  T <= 300 [K];
  }
}

// By shooting the first steps would have to have an end, and without cooling they have none.
solve Batch using ip {
  transcription = collocation;
  expect max_violation <= 1e-6 and final(left) <= 0.25;
}
