model Pendulum {
  dynamics {
    der(theta) = 1;
  control u;
}
