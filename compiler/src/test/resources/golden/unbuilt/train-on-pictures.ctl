problem P {
  state x[2];
  control u[2];
  observe camera[1, 8, 8] = raster(view, 8, 8, window = [-1, 1, -1, 1]);
  view { disc(x, 0.1); }
  dynamics { der(x) = u; }
  horizon 1 steps 10;
  start x = 0;
  minimize { running sumsq(u); }
}
policy Eyes for P {
  input camera;
  output u = dense(flatten(camera), units = 2);
}
train Eyes using ppo { steps = 400; }
