problem Glide {
  signal ref = 2*v;
  state v;
  control u;
  dynamics { der(v) = u - ref; }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
