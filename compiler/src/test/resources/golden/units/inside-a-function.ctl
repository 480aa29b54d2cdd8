/// Length of (a, b), smooth at zero.
function length(a, b, eps) = sqrt(a^2 + b^2 + eps^2) - eps;
model M {
  state x : m;
  state v : m/s;
  control u : m/s^2;
  let d = length(x, v, 0.1);
  let e = length(x, x, 0.1 [s]);
  let fine = length(x, x, 0.1);
  dynamics { der(x) = v; der(v) = u; }
}
