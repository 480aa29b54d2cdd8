import plants { Slider };
const m = 2;
model A extends Slider { let k = m; }
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
