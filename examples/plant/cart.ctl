module examples.plant;

/// A cart on a rail as a program believes it to be. The cart that is pushed is another one: see plant.py.
problem Cart {
  param   from    ~ uniform(-1, 1);
  state   x;
  state   v;
  control u in [-20, 20];
  observe seen[2] = [x, v];

  dynamics {
    der(x) = v;
    der(v) = u;
  }

  integrator rk4 cost left;
  horizon 3 steps 30;
  start x = from, v = 0;
  minimize {
    running  still: 10*(x^2 + 0.1*v^2 + 0.01*u^2);
    terminal there: 10*x^2;
  }
}

policy Net for Cart {
  input seen;
  layer  h = dense(seen, units = 16, act = tanh);
  output u ~ gaussian(mean = dense(h, units = 1), std = learned(1));
}

train Net as cart using mdgps {
  iterations = 8;
  condition {
    set { from = -1; }
  }
  condition {
    set { from = 1; }
  }
  student { epochs = 20; rate = 3e-3; }
  evaluate { episodes = 50; }
  expect mean_return >= -3;
}
