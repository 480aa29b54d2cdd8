problem Cool {
  state x[20];
  control u;
  dynamics { der(x) = -100*x + u; }
  horizon 1 steps 10;
  integrator radau substeps 100;
  start x = 1;
  minimize { running u^2; terminal sumsq(x); }
}

solve Cool using ip { transcription = collocation; }
