module examples.reacher.reacher;

/// Planar two-link arm, equations of motion derived from its energies.
model Arm {
  param l1 : m     = 0.5;
  param l2 : m     = 0.5;
  param m1 : kg    = 1.0;
  param m2 : kg    = 1.0;
  param c  : N*m*s = 0.05;                     // friction of each joint

  coordinate q1      : rad rate w1;
  coordinate q2      : rad rate w2;
  control    tau[2]  : N*m in [-6, 6];
  noise      kick[2] : N*m ~ normal(0, 0.05);  // process noise, one draw per step; none in `solve`

  let elbow[2] : m = [l1*cos(q1), l1*sin(q1)];
  let hand[2]  : m = elbow + [l2*cos(q1 + q2), l2*sin(q1 + q2)];

  lagrangian {
    kinetic   = 0.5*m1*sumsq(der(elbow)) + 0.5*m2*sumsq(der(hand));
    potential = 0;  // moves in a horizontal plane
    force(q1) = tau[1] + kick[1] - c*w1;
    force(q2) = tau[2] + kick[2] - c*w2;
  }

  view {
    upper: line([0, 0], elbow);
    lower: line(elbow, hand);
    tip:   disc(hand, 0.05);
  }
}

/// The hand goes to the goal with joints that stop at 3 rad, and what a policy will see of it.
problem Reach for Arm {
  param goal[2] : m = [0.4, 0.6];

  noise   enc[2]    : rad ~ normal(0, 0.002);
  observe joint[2]  : rad = [q1, q2] + enc;  // no velocities: partial observation
  observe target[2] : m   = goal;
  view { target: disc(goal, 0.05, color = "red"); }
  observe camera[1, 32, 32] = raster(view, 32, 32, window = [-1.2, 1.2, -1.2, 1.2]);

  horizon 2 [s] steps 100;
  integrator rk4;
  start q1 ~ uniform(-1, 1), q2 ~ uniform(-1, 1), w1 = 0, w2 = 0;

  minimize {
    running  reach:  10 * sumsq(hand - goal) + log(sumsq(hand - goal) / 1 [m^2] + 1e-4);
    running  effort: 1e-3 * sumsq(tau);
    terminal hold:   50 * sumsq(hand - goal) + 0.5 * (w1^2 + w2^2);
  }
  constraints {
    path stops: -3 <= [q1, q2] <= 3;
  }
}

solve Reach using al_ilqr {
  guess tau = [0.1, 0.1];
}

/// The same without stops.
problem ReachFree for Arm {
  param goal[2] : m = [0.4, 0.6];

  horizon 2 [s] steps 100;
  integrator rk4;
  start q1 ~ uniform(-1, 1), q2 ~ uniform(-1, 1), w1 = 0, w2 = 0;  // their means in `solve`

  minimize {
    running  reach:  10 * sumsq(hand - goal) + log(sumsq(hand - goal) / 1 [m^2] + 1e-4);
    running  effort: 1e-3 * sumsq(tau);
    terminal hold:   50 * sumsq(hand - goal) + 0.5 * (w1^2 + w2^2);
  }
}

solve ReachFree using ilqr {
  guess tau = [0.1, 0.1];
  expect norm(final(hand) - goal) <= 0.02;
  expect objective <= -10;
}
