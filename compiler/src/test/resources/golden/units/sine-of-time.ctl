problem P {
  state x : m;
  control u : m/s;
  dynamics { der(x) = u; }
  horizon 1 [s] steps 10;
  start x = 0;
  guess u = 0.5*sin(3*t);
  minimize { running 1.0*u^2; }
}
