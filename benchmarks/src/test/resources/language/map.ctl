/* A discrete map with everything that expressions can say.
   A number theory it is not. */
const k       = 3;
const wide    = k > 2;
const M[2, 3] = [1, 2, 3; 4, 5, 6];

function pick(v[k], i) = sum(v[j]*(if j == i then 1 else 0) for j in 1:k);

model Map {
  param   A[2, 2]      = [1, 0.1; 0, 1];
  param   B[2]         = [0, 0.1];
  signal  reference[2] = [0.5, 0];
  state   x[2];
  control u in [-1, 1];
  let     y[2]         = M[:, 1:2]*x ./ [2, 3] + M[1, 2:3];
  dynamics {
    next(x) = A*x + B*u + 1e-3*[tanh(x[1]), if u > 0 then u^2 else -u];
    after { x = [clamp(x[1], -5, 5), x[2]]; }
  }
}

problem Track for Map {
  horizon 12 steps 12;
  start x = [1, 0];
  guess u = -0.1*mod(t, 2);
  maximize {
    running  miss: -(x - reference)'*diag([2, 1])*(x - reference) - (if wide then 0.1 else 0.2)*u^2;
    running  rows: -1e-3*norm([1, y[1], y[2]]) - 1e-3*sum(max(x[i], 0)^2 for i in 1:2);
    terminal goal: -10*hypot(1, x[1]) + 0*pick([1, 2, 3], 2)*prod([1, 2]) - x' * (A \ x);
  }
}

solve Track using ddp {
  iterations = 5;
  expect not (final(x[1]) > 3) and objective != 0 or iterations >= 1;
}
