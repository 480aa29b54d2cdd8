problem Glide {
  table cd(a[2]) = [0, 1; 1, 2];
  state v;
  control u;
  dynamics { der(v) = u - cd([v, v]); }
  horizon 1 steps 10;
  start v = 0;
  minimize { running effort: u^2; }
}
