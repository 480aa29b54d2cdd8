problem P {
  state q : quat;
  control w[3];
  dynamics { der(q) = [0, w[1], w[2], w[3]]; }
  horizon 1 steps 10;
  start q[1] = 1, q[2:4] free;
  minimize { running sumsq(w); }
}
