problem Cool {
  state x;
  control u;
  dynamics { der(x) = -x + u; }
  horizon 1 steps 10;
  integrator radau;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}

solve Cool using ddp { transcription = collocation; }
