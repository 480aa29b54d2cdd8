model M {
  state x : m;
  control u : m/s;
  let high = max(x, u);
  let kept = clamp(u, -1 [m/s], 1 [N]);
  let rest = mod(x, 2 [s]);
  dynamics { der(x) = u; }
}
