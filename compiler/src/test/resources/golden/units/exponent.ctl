model M {
  state x : m;
  param n : s = 2;
  const k : s = 2;
  control u : m/s;
  let a = x^n;
  let b = 2^k;
  dynamics { der(x) = u; }
}
