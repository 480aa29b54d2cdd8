model M {
  param w : rad/s = 2*pi/60 [rad/s];
  param f : Hz = 1 / 20 [s];
  state x : rad;
  dynamics { der(x) = w; }
}
