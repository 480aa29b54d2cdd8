model Pendulum {
  param a in [0 1];
  state omega : rad/s;
}
