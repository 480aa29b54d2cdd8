model Car {
  state psi : angle;
  state q[4] : quat;
  control w;
  dynamics { der(psi) = w; der(q) = 0; }
}
