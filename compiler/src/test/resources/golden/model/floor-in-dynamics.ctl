problem Tank {
  param k = 0.1;
  param area = 2;
  state h;
  control valve in [0, 3];
  dynamics {
    der(h) = (0.2 - k*floor(valve)*sqrt(h)) / area;
  }
  horizon 10 steps 100;
  start h = 1;
  minimize { running (h - 0.5)^2; }
}
