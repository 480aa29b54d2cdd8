/// E1a: a linear-quadratic problem whose matrices are set at run time.
const n = 2;
const m = 1;

model Linear {
  param A[n, n] = eye(n);
  param B[n, m] = ones(n, m);

  state   x[n];
  control u[m];

  dynamics {
    next(x) = A*x + B*u;
  }
}

problem E1a for Linear {
  param Q[n, n] = eye(n);
  param R[m, m] = eye(m);
  param x0[n]   = ones(n);

  horizon 50 steps 50;
  start x = x0;

  minimize {
    running  track:  0.5*x'*Q*x;
    running  effort: 0.5*u'*R*u;
    terminal end:    0.5*x'*Q*x;
  }
}
