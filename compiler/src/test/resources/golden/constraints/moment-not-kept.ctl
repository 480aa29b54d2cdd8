problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  constraints { at(0.5) gate: x <= 0.1; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
solve P using ilqr { }
