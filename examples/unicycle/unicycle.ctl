module examples.unicycle.unicycle;

import lib.plants.unicycle as plant;

const n_obs = 3;

/// A robot that drives forwards and turns, in a field with edges.
model Unicycle {
  state   x       : m     in [-1, 11];
  state   y       : m     in [-4, 4];
  state   psi     : angle;                  // wraps: differences live in (-pi, pi]
  control v       : m/s   in [0, 1.5];
  control w       : rad/s in [-1.2, 1.2];
  noise   slip[2] : m/s ~ normal(0, 0.05);  // zero in a solve

  dynamics {
    der(x)   = v * cos(psi) + slip[1];
    der(y)   = v * sin(psi) + slip[2];
    der(psi) = w;
  }

  view {
    robot: disc([x, y], 0.15, color = "blue");
    line([x, y], [x, y] + 0.35 [m] * [cos(psi), sin(psi)], color = "black");
  }
}

/// To the goal in a short time and with little effort, past trees that are constraints.
problem ThroughTheTrees for Unicycle {
  param obs[n_obs, 2] : m = [3, 0.4; 5.5, -0.6; 8, 0.5];  // may move between solves
  param rad[n_obs]    : m = [0.8, 0.9, 0.7];
  param margin        : m = 0.2;
  param goal[2]       : m = [10, 0];

  horizon free T in [0.5, 30] guess 10 steps 150;
  integrator rk4;

  start x = 0, y = 0, psi = 0;

  let p[2] : m = [x, y];

  terminate when arrived: sumsq(p - goal) <= 0.01 [m^2];  // ends a run of the mpc block, not a plan

  minimize {
    running  effort: 0.1 * v^2 + 0.5 * w^2;
    terminal time:   1.0 * T;
  }
  constraints {
    path     clear: sumsq(p - obs[i, :]) >= (rad[i] + margin)^2 for i in 1:n_obs;
    path     curb:  y >= -3.5 soft 200;
    terminal there: p == goal;
    terminal face:  psi == 0;
  }

  view {
    disc(obs[i, :], rad[i], color = "green") for i in 1:n_obs;
    text(goal + [0, 0.4], "goal");
  }
}

solve ThroughTheTrees using al_ilqr {
  iterations           = 60;
  constraint_tolerance = 1e-4;
  guess v = 1.0, w = -0.2 [rad/s] * sin(1 [rad/s] * t);
  penalty { initial = 1; growth = 10; }
  expect T <= 7.2;
}

mpc ThroughTheTrees using al_ilqr {
  rate       = 100 [Hz];
  duration   = 30 [s];
  warm_start = true;            // shifted in time: the plan's step is not the control period
  iterations = 3;
  hessian    = gauss_newton;    // a tick has no time for second derivatives
  guess v = 1.0, w = -0.2 [rad/s] * sin(1 [rad/s] * t);
  expect abs(final(x) - 10) <= 0.1 and abs(final(y)) <= 0.1;
  expect max_violation <= 0.1;  // m^2: more than half of the margin around each tree is left
}

/// The same trip with penalties, on a field without edges.
problem Freely for plant.Unicycle {
  param obs[n_obs, 2] : m = [3, 0.4; 5.5, -0.6; 8, 0.5];
  param rad[n_obs]    : m = [0.8, 0.9, 0.7];
  param margin        : m = 0.2;
  param goal[2]       : m = [10, 0];

  horizon free T in [0.5, 30] guess 10 steps 150;
  integrator rk4;

  start x = 0, y = 0, psi = 0;

  let p[2] : m = [x, y];

  minimize {
    running  effort: 0.1 * v^2 + 0.5 * w^2;
    terminal time:   1.0 * T;
  }
  constraints {
    path     clear: sumsq(p - obs[i, :]) >= (rad[i] + margin)^2 for i in 1:n_obs soft 200;
    terminal there: p == goal soft 200;
    terminal face:  psi == 0  soft 200;
  }
}

solve Freely using ilqr {
  guess v = 1.0, w = -0.2 [rad/s] * sin(1 [rad/s] * t);
  expect T <= 7.2;
  expect abs(final(x) - 10) <= 0.02 and abs(final(y)) <= 0.02;
}
