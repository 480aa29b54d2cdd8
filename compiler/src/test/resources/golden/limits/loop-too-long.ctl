problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2 + sum(i for i in 1:1000000); terminal x^2; }
}
