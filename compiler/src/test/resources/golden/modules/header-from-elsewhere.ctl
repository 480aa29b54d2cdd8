import plants.car;
problem P {
  state x;
  control u;
  dynamics { der(x) = u - plants.car.grip*x; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- plants/car.ctl ----
/// Cars.
module car;
const grip = 0.9;
