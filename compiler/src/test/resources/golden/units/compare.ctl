problem P {
  state x : m;
  state v : m/s;
  control a : m/s^2;
  let slow = v <= x;
  dynamics { der(x) = if v < 2 [s] then v else 2*v; der(v) = a; }
  horizon 1 [s] steps 10;
  start x = 0, v = 0;
  minimize { running 0.1*a^2; }
}
