problem Glide {
  signal wind = csv("three.csv");
  state v;
  control u;
  dynamics { der(v) = u - wind*v; }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
