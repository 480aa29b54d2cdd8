problem P {
  const h = u;
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon 100*h steps 100;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
