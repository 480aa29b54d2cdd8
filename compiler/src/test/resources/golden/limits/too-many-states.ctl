problem P {
  state x[2000];
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal sumsq(x); }
}
