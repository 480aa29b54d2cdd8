const n = 3;

problem Chain {
  param A[n, n] = [0, 1, 0; 0, 0, 1; -1, -2, -3];
  param B[n] = [0, 0, 1];
  param Q[n, n] = eye(n);
  state x[n];
  control u;
  dynamics { der(x) = A*x + B*u; }
  horizon 4 steps 80;
  start x = eye(3);
  minimize {
    running  away: x'*Q*x;
    running  effort: 0.1*u^2;
    terminal rest: 10*sumsq(x);
  }
}
