function step(a) = round(a);
problem P {
  state x;
  control u;
  dynamics { der(x) = u + step(2*x) + step(3); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
