model Pendulum {
  state theta : rad;
  dynamics {
    der(theta) == omega;
  }
}
