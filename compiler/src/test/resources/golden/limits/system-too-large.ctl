problem P {
  param A[65, 65] = eye(65);
  state x;
  control u;
  dynamics { der(x) = u + sum(A \ ones(65)); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
