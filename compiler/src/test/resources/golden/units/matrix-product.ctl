model M {
  const h : s = 0.1;
  state x : m;
  state v : m/s;
  let z[2] = [x, v];
  let fine[2] = [1, h; 0, 1]*z;
  let next_z[2] = [1, h; h, 1]*z;
  dynamics { der(x) = v; der(v) = 0; }
}
