problem P {
  state x : m;
  state v : m/s;
  control u : m/s^2;
  dynamics { der(x) = v; der(v) = u; }
  horizon 1 [s] steps 10;
  start x = 1, v = 0;
  minimize {
    running u^2 + 0.1*v^2;
    terminal 10*(x^2 + v^2) + x*v - x;
  }
}
