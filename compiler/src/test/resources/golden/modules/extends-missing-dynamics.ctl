model A extends Slider { state w; }
problem P for A { horizon 1 steps 10; start x = 0, v = 0, w = 0; minimize { running u^2; } }
model Slider {
  param m = 1;
  state x;
  state v;
  control u;
  dynamics { der(x) = v; der(v) = u/m; }
}
