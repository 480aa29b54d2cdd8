problem P {
  param goal ~ uniform(-1, 1);
  state x;
  state y;
  control u;
  dynamics { der(x) = u; der(y) = x; }
  horizon 1 steps 10;
  start x ~ normal(0, 1), y free;
  minimize { running u^2; terminal (x - goal)^2; }
}
