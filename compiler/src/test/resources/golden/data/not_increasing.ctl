problem Glide {
  table cd(mach) = [0, 0.30; 1.0, 0.55; 0.8, 0.32];
  state v;
  control u;
  dynamics { der(v) = u - cd(v); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
