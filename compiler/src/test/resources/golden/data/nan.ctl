problem Glide {
  table cd(mach) = csv("nan.csv");
  state v;
  control u;
  dynamics { der(v) = u - cd(v); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
