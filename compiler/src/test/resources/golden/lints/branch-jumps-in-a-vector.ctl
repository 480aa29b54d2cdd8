problem P {
  state x[2];
  control u[2];
  dynamics { der(x) = if norm(x) > 1 then u - x else [u[1] - x[1], u[2]]; }
  horizon 1 steps 10;
  start x = [1, 0];
  minimize { running sumsq(u); terminal sum(if x[i] > 0.5 then 1 else 2*x[i] for i in 1:2); }
}
