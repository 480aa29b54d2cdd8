model Pendulum {
  state theta;
  dynamics {
    der(theta) = 1;
  }
