problem P {
  state x;
  control u;
  let moved = next(x) - x;
  dynamics { next(x) = x + u; }
  horizon 10 steps 10;
  start x = 1;
  minimize { running u^2 + moved^2; terminal x^2; running (next(x))^2; }
}
