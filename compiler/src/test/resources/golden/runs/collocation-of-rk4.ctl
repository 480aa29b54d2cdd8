problem Cool {
  state x;
  control u;
  dynamics { der(x) = -100*x + u; }
  horizon 1 steps 10;
  start x = 1;
  integrator rk4 substeps 20 cost left;
  minimize { running u^2; terminal x^2; }
}

solve Cool using ip {
  iterations = 50;
  transcription = collocation;
}
