model Pendulum {
  state theta : rad control u;
  state omega : rad/s;
}
