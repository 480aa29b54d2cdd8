problem Glide {
  table cd(speed : m/s) = [0, 1; 10, 2]; param h : m = 1;
  state v;
  control u;
  dynamics { der(v) = u - cd(h)*v; }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
