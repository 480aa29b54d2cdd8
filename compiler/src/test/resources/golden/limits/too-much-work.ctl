problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2 + sum(sum(sum(i*j*k for i in 1:1000) for j in 1:1000) for k in 1:1000); terminal x^2; }
}
