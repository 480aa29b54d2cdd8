model Pendulum {
  control gear : int in {0, 1, 2;
  state omega : rad/s;
}
