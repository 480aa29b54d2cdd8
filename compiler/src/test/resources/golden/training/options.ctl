problem Reach {
  param m : kg = 1;
  param goal[2] = [0.5, 0.5];
  state x;
  state v;
  control u : N in [-6, 6];
  observe seen[2] = [x, v];
  dynamics { der(x) = v; der(v) = u/m; }
  horizon 2 steps 100;
  start x = sum(goal), v = 0;
  minimize { running x^2 + 0.1*u^2/1 [N^2]; }
}

policy Net for Reach {
  input seen;
  layer h = dense(seen, units = 8, act = tanh);
  output u ~ gaussian(mean = dense(h, units = 1), std = learned(0.5));
}

train Net using ppo {
  steps     = 0.5;
  learning_rate = 3e-4;
  clips     = 0.2;
  gae       = 1.5;
  critic    { hidden = 64.5; act = gelu; layers = 3; }
  evaluate  { every = 1000; episode = 10; }
  normalize = 1;
}
