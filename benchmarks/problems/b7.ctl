/// B7: a unicycle past three discs to a goal, rk4 steps of 0.05 s; the three-obstacle example of altro-cpp. The weights are per step, hence the
/// division by h.
model Unicycle {
  state   px;
  state   py;
  state   th;
  control v in [0, 3];
  control w in [-3, 3];

  dynamics {
    der(px) = v*cos(th);
    der(py) = v*sin(th);
    der(th) = w;
  }
}

problem B7 for Unicycle {
  const h        = 0.05;
  const radius   = 0.425;
  param disc[3]  = [0.75, 1.5, 2.25];
  param goal[3]  = [3, 3, 0];
  let   error[3] = [px, py, th] - goal;

  horizon 100*h steps 100;
  integrator rk4 cost left;
  start px = 0, py = 0, th = 0;

  minimize {
    running  away:   0.5 * 0.05 * sumsq(error) / h;
    running  effort: 0.5 * 0.025 * (v^2 + w^2) / h;
    terminal goal:   0.5 * 10 * sumsq(error);
  }
  constraints {
    path     clear: (px - disc[i])^2 + (py - disc[i])^2 >= radius^2 for i in 1:3;
    terminal there: error == [0, 0, 0];
  }
}

solve B7 using al_ilqr {
  guess v = 0.01, w = 0.01;
}

solve B7 as B7_ip using ip {
  guess v = 0.01, w = 0.01;
}
