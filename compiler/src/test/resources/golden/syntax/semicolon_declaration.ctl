model Pendulum {
  state theta : rad
  state omega : rad/s;
}
