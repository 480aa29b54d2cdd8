import secret { key };
problem P {
  state x;
  control u;
  dynamics { der(x) = u - key; }
  horizon 1 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}
// ---- secret.ctl leads out of the project folder ----
