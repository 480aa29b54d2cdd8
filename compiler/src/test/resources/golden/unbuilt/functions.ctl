extern function wind(h);
table lift(alpha) = [0, 0; 1, 2];
problem P {
  state x;
  control u;
  dynamics { der(x) = u + wind(x) + lift(x); }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
