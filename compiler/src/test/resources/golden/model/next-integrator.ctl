problem P {
  state x;
  control u;
  dynamics { next(x) = u; }
  horizon 10 steps 10;
  start x = 1;
  integrator rk4;
  minimize { running u^2; terminal x^2; }
}
