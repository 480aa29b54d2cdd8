problem P {
  param obs[2] = [3, 0.4];
  param rad = 0.8;
  state p[2];
  control v[2];
  dynamics { der(p) = v; }
  horizon 1 steps 10;
  start p = [0, 0];
  minimize { running sumsq(v); terminal sumsq(p - [10, 0]); }
  constraints { terminal there: 0.1 >= norm(p - [10, 0]); }
}
