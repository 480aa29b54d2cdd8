model Turn {
  param limit = 30;
  state a : deg in [-limit, limit];
  control w : deg/s;
  dynamics { der(a) = w; }
}
