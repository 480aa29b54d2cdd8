problem P {
  state x[4];
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10_000_000;
  start x = 1;
  minimize { running u^2; terminal sumsq(x); }
}
