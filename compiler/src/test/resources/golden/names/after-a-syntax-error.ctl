problem P {
  state x;
  state y
  control u;
  param m = ;
  dynamics { der(x) = u/m; der(y) = v; der(z) = 0; }
  horizon 1 steps 10;
  minimize { running u^2 + y^2; }
}
