problem Count {
  state x;
  control u;
  dynamics { next(x) = 0.9*x + u; }
  horizon 10 steps 10;
  start x = 1;
  minimize { running u^2; terminal x^2; }
}

solve Count using ip { transcription = collocation; }
