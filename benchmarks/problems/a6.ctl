/// A6: ten masses in space on springs, hanging from a fixed point; a force moves the last one. F is one rk4 step of 0.02 s.
const n = 10;

model HangingChain {
  param m = 0.03;
  param D = 1.0;    // stiffness of a spring
  param L = 0.033;  // its length at rest
  param g = 9.81;

  state   p[n, 3];
  state   v[n, 3];
  control u[3];

  /// What a spring does to the mass that d points from.
  function spring(d[3])[3] = D*(1 - L/norm(d))*d;

  dynamics {
    let d[n, 3]     = [p[i, :] - (if i > 1 then p[i - 1, :] else zeros(3)) for i in 1:n];
    let S[n + 1, 3] = [if i <= n then spring(d[i, :]) else u for i in 1:n + 1];
    der(p) = v;
    der(v) = [(S[i + 1, :] - S[i, :])/m - [0, 0, g] for i in 1:n];
  }
}

problem A6 for HangingChain {
  horizon 2 steps 100;
  integrator rk4;
  start p = [[0, 0, -0.4*i] for i in 1:n], v = zeros(n, 3);
  minimize {
    terminal still: sum(sumsq(v[i, :]) for i in 1:n);
  }
}
