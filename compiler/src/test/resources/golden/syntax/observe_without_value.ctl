model Pendulum {
  observe y;
  state omega : rad/s;
}
