problem Car {
  const h : s = 0.03;
  state x : m;
  state v : m/s;
  control a : m/s^2;
  dynamics {
    next(x) = v;
    next(v) = v + a;
  }
  horizon 10 steps 10;
  start x = 0, v = 0;
  guess a = 0.1*sin(t);
  minimize { running 1.0*a^2; terminal 1.0*x^2; }
}
