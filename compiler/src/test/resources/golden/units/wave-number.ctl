model M {
  param k : 1/s = 3;
  state x : m;
  control u : m/s;
  dynamics { der(x) = u*exp(-k*x); }
}
