problem Keep {
  const wall = 1.5;
  state x[2];
  control f[2] in [-5, 5];
  dynamics { der(x) = f; }
  horizon 2 steps 40;
  start x = [1, 0];
  function penalty(d) = if d < 0 then 100*d^2 + 1 else 0;
  minimize {
    running 0.1*sumsq(f);
    running penalty(wall - x[1]);
    terminal if x[1] > 0 and x[2] > 0 then x[1] else x[1]^2 + x[2]^2;
  }
}
