model Drive {
  param mu = 0.8;
  param m = 1200;
  state v;
  control slip in [0, 1];
  let grip = mu * load * slip;
  let load = m*9.81/4 + 0.2*grip;
  dynamics { der(v) = grip/m; }
}
