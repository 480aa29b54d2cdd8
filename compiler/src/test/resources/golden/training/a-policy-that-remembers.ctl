problem Tank {
  state h : m;
  control valve in [0, 3];
  observe level = h;
  dynamics { der(h) = (valve - 1.5)*1 [m/s]; }
  horizon 2 [s] steps 20;
  start h = 1;
  minimize { running (h/(1 [m]) - 0.5)^2; }
}
policy Q for Tank {
  input level;
  layer m = gru(level, units = 4);
  output valve ~ gaussian(mean = m[1], std = learned(0.3));
}
train Q as guided using mdgps { iterations = 2; dynamics = known; }
train Q as tried using trpo { steps = 4000; batch = 1000; }
