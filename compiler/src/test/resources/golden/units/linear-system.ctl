model M {
  param k : N/m = 3;
  param b : N*s/m = 1;
  state x : m;
  control f : N;
  let y[2] = [k, b; b, k] \ [f, f];
  dynamics { der(x) = y[1] / (1 [s]); }
}
