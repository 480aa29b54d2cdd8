model M {
  state x;
  control u in [-1, 1];
  dynamics { der(x) = u; after { x = clamp(x, -1, 1); x = 0; } }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
