model M {
  state x;
  control u in [-1, 1];
  algebraic z[2];
  dynamics { der(x) = u + z[1]; equation z[1] == x; }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
