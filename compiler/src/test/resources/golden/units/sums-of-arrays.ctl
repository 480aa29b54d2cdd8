model M {
  state x : m;
  state v : m/s;
  control u : m/s^2;
  let z[2] = [x, v];
  let all = sum(z);
  let length = norm([x, v]);
  let inner = dot(z, [1 [1/s], 2 [1/s]]);
  dynamics { der(x) = v; der(v) = u; }
}
