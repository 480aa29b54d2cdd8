model M {
  state x : m;
  control u : m/s;
  dynamics { der(x) = u*cos(x); }
}
