function f(a) = if a > 0 then f(a - 1) else 0;
problem P {
  state x;
  control u;
  dynamics { der(x) = u + f(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
