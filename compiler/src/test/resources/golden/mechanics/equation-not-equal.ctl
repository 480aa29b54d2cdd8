model M {
  state x;
  control u in [-1, 1];
  algebraic z;
  dynamics { der(x) = u + z; equation z >= x; }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
