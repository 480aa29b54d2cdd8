// A complete program: a cart on a rail is pushed to a place and stops there. Change it step by step.
// Solve it with `costate solve FILE`, then try `--set goal=2`, `--start x=-1`, `--out cart.csv`.

/// The plant: what moves, and how.           (a comment with /// documents what follows)
model Cart {
  param m : kg    = 1.0;     // a number that can be set when solving: --set m=2; its unit is checked
  param c : N*s/m = 0.2;     // friction

  state   x : m;             // states are what the plant remembers: place
  state   v : m/s;           // and speed
  control f : N in [-5, 5];  // controls are what the solver chooses, here within limits

  dynamics {
    let friction = c*v;  // a name for a formula
    der(x) = v;          // der(...) is the time derivative; every state has one
    der(v) = (f - friction) / m;
  }
}

/// The task: where it starts, how long it may take, and what is good.
problem Move for Cart {
  param goal : m = 1.0;

  horizon 3 [s] steps 60;  // 3 s in 60 steps; a control is held over a step
  integrator rk4;          // how a step is computed: euler, midpoint or rk4

  start x = 0, v = 0;      // every state needs a start value

  minimize {
    running  effort: 0.01 * f^2;                      // added up over time; labels are free to choose
    terminal arrive: 100 * (x - goal)^2 + 100 * v^2;  // counted once, at the end
  }
}

// The run: which method, its options, and what is expected of the result.
solve Move using ilqr {
  iterations = 100;                     // a limit, not a goal
  expect abs(final(x) - goal) <= 0.01;  // checked after solving: exit code 5 if it does not hold
}
