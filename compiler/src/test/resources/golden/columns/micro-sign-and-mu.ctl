problem P {
  param μ = 0.3;
  state x;
  control u;
  dynamics { der(x) = u - µ*x; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
