/// A hand on a gantry is to reach a goal that only a camera sees.
module examples.reach.reach;

model Gantry {
  state   hand[2] : m;
  control v[2]    : m/s in [-1, 1];
  dynamics { der(hand) = v; }
}

problem Reach for Gantry {
  param goal[2] : m ~ uniform(-0.8, 0.8);

  view {
    goal: disc(goal, 0.15, color = "orange");
    hand: disc(hand, 0.1, color = "blue");
  }
  observe camera[3, 24, 24] = raster(view, 24, 24, window = [-1, 1, -1, 1]);
  observe place[2] : m      = hand;

  horizon 2 [s] steps 20;
  integrator euler;
  start hand ~ uniform(-0.8, 0.8);

  maximize { running near: 5 * exp(-20 [1/m^2] * sumsq(hand - goal)); }
}

/// Filters find the two discs, the spatial soft-arg-max says where they are.
policy Seeing for Reach {
  input camera;
  layer  edges = conv(camera, filters = 8, kernel = 5, stride = 2, act = relu);
  layer  found = spatial_softmax(conv(edges, filters = 8, kernel = 3, act = relu));
  layer  plan  = dense(found, units = 32, act = tanh);
  output v     = dense(plan, units = 2);
}

/// Knows where the hand is, but not the goal.
policy Blind for Reach {
  input place;
  layer  plan = dense(dense(place, units = 32, act = tanh), units = 32, act = tanh);
  output v    = dense(plan, units = 2);
}

train Seeing as seeing using dagger {
  rounds         = 3;
  demonstrations = 40;
  episodes       = 10;
  updates        = 500;
  teacher { v = 4 [1/s] * (goal - hand); }
  seed = 1;
  expect mean_return >= 2.5;
}

train Blind as blind using dagger {
  rounds         = 3;
  demonstrations = 40;
  episodes       = 10;
  updates        = 500;
  teacher { v = 4 [1/s] * (goal - hand); }
  seed = 1;
}
