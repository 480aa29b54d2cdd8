problem P {
  state x[2] : m;
  control u[2] : m/s;
  dynamics { der(x) = u; }
  horizon 1 [s] steps 10;
  start x = 1;
  minimize { running sumsq(u); terminal 3*sumsq(x) + abs(x[1]); }
}
