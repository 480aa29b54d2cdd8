model Pendulum {
  state theta : kg m/s;
  state omega : rad/s;
}
