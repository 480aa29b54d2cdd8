problem Slide {
  param mu = 0.3;
  state x;
  state v;
  control f in [-5, 5];
  dynamics {
    der(x) = v;
    der(v) = f - (if v >= 0 then mu else -mu);
  }
  horizon 2 steps 40;
  start x = 1, v = 0;
  minimize { running 0.1*f^2; terminal 10*(x^2 + v^2); }
}
