problem Glide {
  table cd(a, b) = csv("wind.csv");
  state v;
  control u;
  dynamics { der(v) = u - cd(v, u); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
