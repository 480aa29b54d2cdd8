problem Glide {
  table cd(mach) = csv("bare.csv", "mach", "cd");
  state v;
  control u;
  dynamics { der(v) = u - cd(v); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
