// What the launcher runs once to record its start-up cache (docs/startup.md): much of the language, and few iterations, as nothing is learned
// from more of them.
import lib.smooth as smooth;

const trees = 2;

function drag(v, c) = c * v * smooth.smooth_abs(v, 0.1);

/// A car between trees.
model Car {
  param   wheelbase : m   = 0.5;
  param   c         : 1/m = 0.1;
  state   p[2]      : m;
  state   psi       : angle;
  state   v         : m/s;
  control a         : m/s^2 in [-2, 2];
  control steer     : rad   in [-0.6, 0.6];

  dynamics {
    let ahead[2] = [cos(psi), sin(psi)];
    der(p)   = v * ahead;
    der(psi) = v / wheelbase * tan(steer) * 1 [rad];
    der(v)   = if v > 0 then a - drag(v, c) else a;
  }

  view {
    car: box(p, [0.5, 0.3], psi, color = "blue");
  }
}

problem There for Car {
  param goal[2]        : m = [3, 1];
  param tree[trees, 2] : m = [1, 0.8; 2, -0.6];

  horizon 3 [s] steps 20;
  integrator rk4;

  start p = [0, 0], psi = 0, v = 0;

  minimize {
    running  effort:  1.0 * a^2 + sumsq(steer);
    running  upright: 0.1 * (1 - cos(psi));
    terminal goal:    10 * sumsq(p - goal) + 1.0 * v^2;
  }
}

problem Past for Car {
  param goal[2]        : m = [3, 1];
  param tree[trees, 2] : m = [1, 0.8; 2, -0.6];

  horizon free T in [1, 6] guess 3 steps 20;
  integrator rk4;

  start p = [0, 0], psi = 0, v = 0;

  minimize {
    running  effort: 1.0 * a^2 + sumsq(steer);
    terminal time:   T;  // without its weight: a warning is rehearsed, too
  }
  constraints {
    path     slow:  v <= 3;
    path     clear: sumsq(p - tree[i, :]) >= 0.25 [m^2] for i in 1:trees;
    terminal there: p == goal;
  }
}

solve There using ilqr { iterations = 3; guess a = 0.5 [m/s^2]; }

solve There as Curved using ddp { iterations = 3; guess a = 0.5 [m/s^2]; }

solve There as Gaps using fddp { iterations = 3; guess a = 0.5 [m/s^2]; }

solve Past using al_ilqr { iterations = 3; guess a = 0.5 [m/s^2]; expect T <= 7; }

solve Past as Interior using ip { iterations = 3; guess a = 0.5 [m/s^2]; }
