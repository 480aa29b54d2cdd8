model M {
  param p[2, 2] = [1, 2; 3, 4];
  state x;
  control u in [-1, 1];
  view { disc([x, i], 0.1) for i in 1:1_000_000; }
  dynamics { der(x) = u; }
}
problem P for M {
  horizon 1 steps 10;
  start x = 1;
  minimize { running p[1, 1]*u^2; terminal x^2; }
}
