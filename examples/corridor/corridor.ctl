module examples.corridor;

/// A walk down a corridor of ten steps. A sign at the entrance shows where the door is; one can turn to it only in the hall at the end.
problem Corridor {
  param   door ~ uniform(-1, 1);
  state   s;  // along the corridor
  state   y;  // across the hall
  control turn in [-1, 1];

  let hall = s > 0.75;

  observe notice = if s < 0.05 then door else 0;
  observe along  = s;
  observe aside  = y;

  dynamics {
    next(s) = s + 0.1;
    next(y) = y + (if hall then turn else 0);
  }
  view {
    left:   line([0, 0.2], [0.9, 0.2], color = "gray");
    right:  line([0, -0.2], [0.9, -0.2], color = "gray");
    way:    disc([1.1, door], 0.1, color = "green");
    walker: disc([s, y], 0.05, color = "blue");
  }

  horizon 10 steps 10;
  start s = 0, y = 0;
  minimize { terminal 10*(y - door)^2; }
}

policy Walker for Corridor {
  input notice, along, aside;
  layer  h    = gru([notice, along, aside], units = 16);
  output turn ~ gaussian(mean = dense([h, aside], units = 1), std = learned(0.3));
}

/// The same without a memory.
policy Forgetful for Corridor {
  input notice, along, aside;
  layer  h    = dense([notice, along, aside], units = 16, act = tanh);
  output turn ~ gaussian(mean = dense([h, aside], units = 1), std = learned(0.3));
}

train Walker as taught using bc {
  demonstrations = 40;
  updates        = 1000;
  rate           = 3e-3;
  teacher { turn = if hall then clamp(door - y, -1, 1) else 0; }
  seed = 1;
  expect mean_return >= -0.5;
}

train Forgetful as untaught using bc {
  demonstrations = 40;
  updates        = 1000;
  rate           = 3e-3;
  teacher { turn = if hall then clamp(door - y, -1, 1) else 0; }
  seed = 1;
  expect mean_return <= -2;
}

train Walker as tried using ppo {
  steps     = 60_000;
  minibatch = 100;
  rate      = 2e-3;
  seed      = 1;
  expect mean_return >= -0.5;
}
