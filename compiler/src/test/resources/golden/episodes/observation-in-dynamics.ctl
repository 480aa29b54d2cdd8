model M {
  state x;
  control u in [-1, 1];
  observe seen = x;
  dynamics { der(x) = u + seen; }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
