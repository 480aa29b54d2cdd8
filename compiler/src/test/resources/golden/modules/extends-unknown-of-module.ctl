import plants;
model A extends plants.Slidr { param k = 2; }
problem P for A {
  horizon 1 steps 10;
  start x = 0, v = 0;
  minimize { running u^2; terminal x^2; }
}
// ---- plants.ctl ----
model Slider {
  param m = 1;
  state x;
  state v;
  control u;
  dynamics { der(x) = v; der(v) = u/m; }
}
