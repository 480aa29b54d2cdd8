problem P {
  state x;
  control u;
  dynamics { der(x) = u; }
  horizon free T in [0.5, 30] guess 10 steps 150;
  start x = 1;
  minimize { running 0.1*u^2; terminal x^2 + T; }
}
