problem Glide {
  param a = 1; table cd(mach) = [0, a; 0.8, 0.32];
  state v;
  control u;
  dynamics { der(v) = u - cd(v); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
