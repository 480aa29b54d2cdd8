model M {
  state x : m;
  control u : m/s;
  dynamics { der(x) = if x > 0 then u else x; }
}
