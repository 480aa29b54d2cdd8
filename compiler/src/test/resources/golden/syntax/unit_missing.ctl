model Pendulum {
  state theta : ;
  state omega : rad/s;
}
