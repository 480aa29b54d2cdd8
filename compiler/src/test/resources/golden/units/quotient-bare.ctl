problem P {
  param w : rad/s = 5;
  state x : rad;
  dynamics { der(x) = w; }
  horizon (1 + 1)/4 [1/s] steps 10;
  start x = 0;
  minimize { terminal x; }
}
