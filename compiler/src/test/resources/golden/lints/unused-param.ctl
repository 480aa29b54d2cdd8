model Cart {
  param m = 1.2;                // kg
  param drag = 0.3;             // N*s/m, forgotten below
  state x;
  state v;
  control f in [-5, 5];
  dynamics { der(x) = v; der(v) = f/m; }
}

problem Park for Cart {
  horizon 2 steps 40;
  start x = 1, v = 0;
  minimize { running 0.1*f^2; terminal 10*(x^2 + v^2); }
}
