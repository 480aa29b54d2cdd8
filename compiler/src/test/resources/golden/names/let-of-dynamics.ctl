problem P {
  state x;
  control u;
  dynamics { let drag = 0.1*x; der(x) = u - drag; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2 + drag; terminal x^2; }
}
