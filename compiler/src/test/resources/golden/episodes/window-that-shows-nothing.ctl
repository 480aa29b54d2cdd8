problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  view { disc([x, 0], 0.1); }
  observe camera[8, 8] = raster(view, 8, 8, window = [1, -1, -1, 1]);
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
