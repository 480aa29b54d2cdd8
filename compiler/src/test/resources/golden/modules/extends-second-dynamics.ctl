model A extends Slider {
  param k = 2;
  dynamics { der(v) = u/m - k*x; }
}
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
