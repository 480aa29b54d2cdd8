// A free final time, design variables, free and random starts, noise, observations, constraints of every kind.
const n_obs             = 2;
const obs[n_obs, 2] : m = [3, 1; 6, -1];

model Car {
  param   wheelbase : m   = 2.5;
  param   wind      : m/s ~ normal(0, 0.1);
  param   goal[2]   : m   ~ uniform([9, -1], [10, 1]);
  design  length    : m   = 1 in [0.5, 2];
  signal  ref       : m/s = 1;
  state   x         : m       in [-1, 11];
  state   y         : m;
  state   psi       : angle;
  state   v         : m/s;
  control a         : m/s^2   in [-2, 2];
  control steer     : deg = 0 in [-40, 40];
  noise   gust[2]   : m/s ~ normal(0, 0.05);
  noise   enc       : rad ~ uniform(-0.01, 0.01);
  observe place[2]  : m   = [x, y] + gust*1 [s];
  observe turned    : rad = psi + enc;
  let     p[2]      : m   = [x, y];
  dynamics {
    let turn : rad/s = v/(wheelbase*length/1 [m])*tan(steer);
    der(x)   = v*cos(psi) + wind + gust[1];
    der(y)   = v*sin(psi) + gust[2];
    der(psi) = turn;
    der(v)   = a;
    after { v = max(v, 0); }
  }
  view {
    let nose[2] = p + [cos(psi), sin(psi)]*1 [m];
    body: polyline([x, y; nose[1], nose[2]]);
    text(p, "car");
  }
}

problem Park for Car {
  horizon free T in [2, 30] guess 10 steps 30;
  integrator midpoint substeps 2 cost left;
  start x = 0, y ~ uniform(-0.1, 0.1), psi free, v = 0;
  guess a = 0.3 [m/s^2]*cos(t/1 [s]), steer = if t > 1 then 5 else -5;
  observe camera[1, 16, 16] = raster(view, 16, 16, window = [-1, 11, -6, 6]);
  view { goal: disc(goal, 0.2); }
  minimize {
    running  effort:   0.1*a^2/1 [m^2/s^4] + (v - ref)^2/1 [m^2/s^2];
    running  steering: 1e-3*(steer/1 [deg])^2;
    terminal time:     0.1*T/1 [s] + sumsq(p - goal)/1 [m^2] + 0.1*length/1 [m];
  }
  constraints {
    path      clear: sumsq(p - obs[i, :]) >= 1 [m^2] for i in 1:n_obs;
    path      curb:  -4 <= y <= 4 soft 200;
    path      slow:  abs(v) <= 5 [m/s];
    initial   psi >= 0;
    at(2 [s]) gate:  x <= 5;
    terminal  there: p == goal;
  }
  terminate when fell: abs(y) > 5 [m];
}

solve Park as fast using al_ilqr {
  iterations = 5;
  tolerance  = 1e-6;
  penalty { initial = 1; growth = 10; }
  guess a = 0.1;
  expect final(x) <= 20;
}

mpc Park as driving using al_ilqr {
  iterations = 3;
  rate       = 10;
  warm_start = shift;
}
