function blend(a, b, share) = a + share*(b - a);
problem P {
  state x;
  control u;
  dynamics { der(x) = blend(u, x, a = 0.5); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
