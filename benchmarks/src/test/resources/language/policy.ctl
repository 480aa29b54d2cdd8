// What parses and is not built yet: policies and training.
model Cart {
  state   x : m;
  state   v : m/s;
  control f : N in [-1, 1];
  param   m : kg = 1;
  dynamics {
    der(x) = v;
    der(v) = f/m;
  }
  noise   enc  : m ~ normal(0, 0.01);
  observe seen : m = x + enc;
}

problem Hold for Cart {
  horizon 2 [s] steps 50;
  start x ~ normal(0, 0.1), v = 0;
  minimize { running 0.1*(x/1 [m])^2 + 0.1*(f/1 [N])^2; }
  terminate when abs(x) > 2;
}

policy Net for Hold {
  input seen;
  layer  h1          = dense([seen, previous(seen)], units = 16, act = tanh);
  let    scale_of_it = 2;
  output f           ~ gaussian(mean = dense(h1, units = 1), std = learned(0.5), squash = tanh);
}

train Net as net using ppo {
  steps = 1_000;
  student { epochs = 4; batch = 64; rate = 1e-3; }
  expect mean_return >= -30;
}
