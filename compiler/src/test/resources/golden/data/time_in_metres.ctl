problem Glide {
  signal gust : m/s = csv("wind.csv", "speed", "time");
  state v;
  control u;
  dynamics { der(v) = u - gust/(1 [m/s]); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
