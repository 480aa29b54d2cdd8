model A extends Slider { let spring = -k*x; let drag = -m*vv; }
problem P for A {
  horizon 1 steps 10;
  start x = 0, v = 0;
  minimize { running u^2; terminal x^2; }
}
model Slider {
  param m = 1;
  state x;
  state v;
  control u;
  dynamics { der(x) = v; der(v) = u/m; }
}
