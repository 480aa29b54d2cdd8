model Pendulum {
  param model = 3;
  state omega : rad/s;
}
