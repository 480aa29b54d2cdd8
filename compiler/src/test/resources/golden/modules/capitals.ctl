import plants.Car as car;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - car.grip; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- plants/Car.ctl is called `plants/car.ctl` ----
