problem P {
  state q[4] : quat;
  control w[3];
  dynamics { der(q) = [0, w[1], w[2], w[3]]; }
  horizon 1 steps 10;
  start q = [1, 0, 0, 0];
  minimize { running sumsq(w); }
}
