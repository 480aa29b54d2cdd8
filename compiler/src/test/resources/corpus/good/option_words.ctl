solve P using ilqr {
  horizon = 3;
  policy = a;
  model {
    x = 1;
  }
  problem = b;
  control { }
  state = c;
  integrator = rk4;
  observe = d;
  constraints = 1e-3;
  dynamics = e;
  steps = 10;
  rate = 2;
}
