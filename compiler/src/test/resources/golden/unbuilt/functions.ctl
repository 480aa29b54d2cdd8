extern function wind(h);
problem P {
  state x;
  control u;
  dynamics { der(x) = u + wind(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
