model M {
  state x;
  control u in [-1, 1];
  state y;
  dynamics { der(x) = u; der(y) = der(x); }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1, y = 0;
  minimize { running u^2; terminal x^2; }
}
