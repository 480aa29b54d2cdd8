problem Glide {
  table cd(mach, mach) = [0, 0, 1; 0, 5, 6; 1, 7, 8];
  state v;
  control u;
  dynamics { der(v) = u - cd(v, 1); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
