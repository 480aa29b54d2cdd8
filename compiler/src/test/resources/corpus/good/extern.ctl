extern function drag(v : m/s, rho) : N;
extern function f();
extern function g(A[n, n], b[n])[n];
