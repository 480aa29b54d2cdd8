problem Glide {
  table rho(h) = csv("unit.csv");
  state v;
  control u;
  dynamics { der(v) = u - rho(v); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
