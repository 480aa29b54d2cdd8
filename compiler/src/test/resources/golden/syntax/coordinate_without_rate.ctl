model Pendulum {
  coordinate q1 : rad in [-3, 3];
  state omega : rad/s;
}
