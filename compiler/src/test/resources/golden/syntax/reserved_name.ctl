model Pendulum {
  param phase = 3;
  param b = link + 1;
  state omega : rad/s;
}
