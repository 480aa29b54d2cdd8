/// E2: a point in the plane, moved by forces that hold over steps of 0.1 s, to a goal; linear dynamics and quadratic cost.
problem Entropy {
  const h       = 0.1;
  const goal[2] = [1, 0.5];

  state   p[2];
  state   v[2];
  control u[2];
  noise   push[4] ~ normal(0, [0.01, 0.01, 0.05, 0.05]);

  dynamics {
    next(p) = p + h*v + 0.5*h^2*u + push[1:2];
    next(v) = v + h*u + push[3:4];
  }

  horizon 40 steps 40;
  start p = 0, v = 0;

  minimize {
    running 4*sumsq(p - goal) + 0.5*sumsq(v) + 0.2*sumsq(u);
  }
}
