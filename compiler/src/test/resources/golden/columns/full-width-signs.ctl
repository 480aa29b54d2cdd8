problem Stock {
  const rate = 0.05;
  state level；
  control order in [0, 10];
  dynamics { next(level) = level*(1 - rate) + order; }
  horizon 20 steps 20;
  start level = 4;
  minimize { running 0.1*order^2; terminal (level - 8)^2; }
}
