model Pendulum {
  noise kick : N;
  state omega : rad/s;
}
