module examples.reacher;

/// Planar two-link arm, equations of motion derived from its energies.
model Arm {
  param l1 : m  = 0.5;
  param l2 : m  = 0.5;
  param m1 : kg = 1.0;
  param m2 : kg = 1.0;
  param c  : N*m*s = 0.05;

  coordinate q1 : rad rate w1 in [-3, 3];
  coordinate q2 : rad rate w2 in [-3, 3];
  control    tau[2] : N*m in [-6, 6];
  noise      kick[2] : N*m ~ normal(0, 0.05);         // process noise, one draw per step

  let elbow[2] : m = [l1*cos(q1), l1*sin(q1)];
  let hand[2]  : m = elbow + [l2*cos(q1 + q2), l2*sin(q1 + q2)];

  lagrangian {
    kinetic   = 0.5*m1*sumsq(der(elbow)) + 0.5*m2*sumsq(der(hand));
    potential = 0;                                   // moves in a horizontal plane
    force(q1) = tau[1] + kick[1] - c*w1;
    force(q2) = tau[2] + kick[2] - c*w2;
  }
}

problem Reach for Arm {
  param goal[2] : m = [0.4, 0.6];

  noise   enc[2]  : rad ~ normal(0, 0.002);
  observe joint[2] : rad = [q1, q2] + enc;           // no velocities: partial observation
  observe target[2] : m  = goal;
  view { tip: disc(hand, 0.05); target: disc(goal, 0.05, color = "red"); }
  observe camera[1, 32, 32] = raster(view, 32, 32, window = [-1.2, 1.2, -1.2, 1.2]);

  horizon 2 [s] steps 100;
  integrator rk4;
  start q1 ~ uniform(-1, 1), q2 ~ uniform(-1, 1), w1 = 0, w2 = 0;

  minimize {
    running  reach:  10 * sumsq(hand - goal) + log(sumsq(hand - goal) / 1 [m^2] + 1e-4);
    running  effort: 1e-3 * sumsq(tau);
    terminal hold:   50 * sumsq(hand - goal) + 0.5 * (w1^2 + w2^2);
  }
}

/// Low-dimensional policy: the present and the previous encoder reading stand in for velocity.
policy Encoders for Reach {
  input joint, target;
  layer h1 = dense([joint, previous(joint), target], units = 64, act = tanh);
  layer h2 = dense(h1, units = 64, act = tanh);
  output tau ~ gaussian(mean = dense(h2, units = 2), std = learned(0.5), squash = tanh);
}

/// Visuomotor policy: convolutions, spatial soft-arg-max, then the encoders join in.
policy Pixels for Reach {
  input camera, joint;
  layer c1   = conv(camera, filters = 16, kernel = 5, stride = 2, act = relu);
  layer c2   = conv(c1, filters = 16, kernel = 3, act = relu);
  layer feat = spatial_softmax(c2);                  // 16 maps -> 32 image coordinates
  layer h1   = dense([feat, joint, previous(joint)], units = 64, act = relu);
  output tau ~ gaussian(mean = dense(h1, units = 2), std = learned(0.5), squash = tanh);
}

train Pixels as pixels_gps using gps {
  iterations = 12;
  conditions = 8;
  samples    = 5;
  kl_step    = 1.0;
  teacher    { method = ilqr; iterations = 10; }    // sees the full state
  student    { epochs = 40; batch = 64; rate = 1e-3; }
  seed       = 7;
}

train Encoders as encoders_ppo using ppo {
  steps    = 400_000;
  batch    = 4096;
  discount = 0.99;
  gae      = 0.95;
  clip     = 0.2;
  seed     = 7;
  expect mean_return >= -30;          // an untrained policy scores about -59, optimal control +13
}
