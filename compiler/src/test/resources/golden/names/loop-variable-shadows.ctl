problem P {
  param i = 2;
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2 + sum(i*u for i in 1:3); terminal x^2; }
}
