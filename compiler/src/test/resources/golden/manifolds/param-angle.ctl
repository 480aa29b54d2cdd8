model M {
  state x;
  control u in [-1, 1];
  param goal : angle = 0;
  dynamics { der(x) = u; }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal (x - goal)^2; }
}
