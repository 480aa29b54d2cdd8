problem Glide {
  table cd(speed : m/s) = [0, 1; 10 [s], 2];
  state v;
  control u;
  dynamics { der(v) = u - cd(v); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
