problem P {
  state x : m;
  control u : m/s;
  dynamics { der(x) = u; }
  horizon 5 [m] steps 10;
  start x = 2 [s];
  guess u = 1 [m];
  minimize { running 1.0*u^2; }
}
solve P using ilqr {
  iterations = 20 [s];
  start x = 1 [kg];
  expect final(x) <= 5 [s];
}
