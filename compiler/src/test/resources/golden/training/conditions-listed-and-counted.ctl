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

train Net using mdgps {
  dynamics = known;
  conditions = 4;
  condition { set { m = 1.2; } }
  condition {}
}
