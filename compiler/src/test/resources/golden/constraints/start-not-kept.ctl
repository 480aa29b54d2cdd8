problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  constraints { initial x == 1; }
  horizon 1 steps 10;
  start x free;
  minimize { running u^2; terminal x^2; }
}
solve P using ilqr { }
