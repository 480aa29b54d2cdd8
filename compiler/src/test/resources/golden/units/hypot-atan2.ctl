model M {
  state x : m;
  state v : m/s;
  let r = hypot(x, v);
  let heading = atan2(v, x);
  dynamics { der(x) = v; der(v) = 0; }
}
