model M {
  state p[2] : m;
  control u[2] : m/s;
  let far = log(sumsq(p) + 1e-4);
  dynamics { der(p) = u; }
}
