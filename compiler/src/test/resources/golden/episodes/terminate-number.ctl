model M {
  state x;
  control u in [-1, 1];
  dynamics { der(x) = u; }
}
problem P for M {
  terminate when fell: abs(x) - 2;
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
