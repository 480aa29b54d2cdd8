problem P {
  state q : quat;
  control w[3];
  dynamics { der(q) = [0, w[1], w[2], w[3]]; }
  horizon 1 steps 10;
  start q ~ normal(0, 1);
  minimize { running sumsq(w); }
}
