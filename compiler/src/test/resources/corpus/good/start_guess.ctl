problem P {
  start x = 0, y ~ uniform(-1, 1), z free;
  start p[1] = 2, p[2:3] = [0, 0], A[:, 1] free;
  guess u = 0.5 [N*m] * sin(3 [rad/s] * t);
  guess v[1] = 1, v[2:3] = [0, 1];
}
