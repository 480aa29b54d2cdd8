model Drive {
  param goal = 5;
  param wind = 0.3;
  state x : km;
  control v : km/h;
  let left = goal - x;
  dynamics { der(x) = v + wind; }
}
