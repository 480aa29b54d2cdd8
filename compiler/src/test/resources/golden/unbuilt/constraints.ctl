problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  constraints {
    path     curb:  x >= -3.5 soft 200;
    terminal there: x == 1;
  }
  minimize { running u^2; terminal x^2; }
}
