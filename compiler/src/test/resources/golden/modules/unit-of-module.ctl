import nautical { knot, mile };
unit mile = 1609.344 [m];
problem P {
  state x : mile;
  param v : knot = 3 [knott];
  control u : knot;
  dynamics { der(x) = u + v; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- nautical.ctl ----
unit knot = 0.514444 [m/s];
unit mile = 1852 [m];
