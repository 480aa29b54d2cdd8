model M {
  state x;
  control u in [-1, 1];
  dynamics { der(x) = u; }
}
problem P for M {
  horizon free T in [1, 5] guess 7 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
